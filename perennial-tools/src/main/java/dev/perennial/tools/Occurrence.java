package dev.perennial.tools;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A place where a text stands in a file. A line feed that is looked for is also found where the file has a carriage return
 * before it, since a view shows none; overlapping places are places of their own, since any of them could be meant.
 *
 * @param from the first byte
 * @param to the byte after the last
 */
record Occurrence(int from, int to) {

    /** The places in order, at most so many. */
    static List<Occurrence> find(String wanted, FileText text, int atMost) {
        byte[] pattern = wanted.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = text.bytes();
        List<Occurrence> found = new ArrayList<>();
        for (int from = 0; from < bytes.length && found.size() < atMost; from++) {
            int to = canStart(bytes, from, pattern) ? endOfMatch(bytes, from, pattern) : -1;
            if (to >= 0) {
                found.add(new Occurrence(from, to));
            }
        }
        return found;
    }

    /** A line end is one place, not one for each of its two bytes. */
    private static boolean canStart(byte[] bytes, int from, byte[] pattern) {
        if (pattern[0] == '\n') {
            return bytes[from] == '\n' ? from == 0 || bytes[from - 1] != '\r' : bytes[from] == '\r';
        }
        return bytes[from] == pattern[0];
    }

    private static int endOfMatch(byte[] bytes, int from, byte[] pattern) {
        int at = from;
        for (int i = 0; i < pattern.length; i++) {
            boolean lineEnd = pattern[i] == '\n' && (i == 0 || pattern[i - 1] != '\r');
            if (lineEnd && at < bytes.length && bytes[at] == '\r') {
                at++;
            }
            if (at >= bytes.length || bytes[at] != pattern[i]) {
                return -1;
            }
            at++;
        }
        return at;
    }
}
