package dev.perennial.agent.output;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Finds lines with a text in files of any size, within a budget. In memory is one piece of the file. */
public final class TextSearch {

    private static final int PIECE = 1 << 18;
    private static final int SHOWN_AROUND = 200;
    private static final long NOTES = 160;

    private final TokenBudget budget;

    /**
     * What was found.
     *
     * @param text the lines, each after its place in bytes; long ones only around what was looked for
     * @param found how many there are in {@code text}
     * @param to where to search on
     * @param size the length of the whole
     */
    public record Hits(String text, int found, long to, long size) {

        /** Whether a part of the file was not searched. */
        public boolean hasNext() {
            return to < size;
        }
    }

    /** A search of one budget. */
    public TextSearch(TokenBudget budget) {
        this.budget = requireNonNull(budget, "budget");
    }

    /**
     * Searches on from a place.
     *
     * @param wanted the text, not empty, without line ends; upper and lower case differ
     */
    public Hits find(Path file, String wanted, long from) throws IOException {
        byte[] pattern = wanted.getBytes(StandardCharsets.UTF_8);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return find(channel, pattern, Math.clamp(from, 0, channel.size()));
        }
    }

    private Hits find(FileChannel channel, byte[] pattern, long from) throws IOException {
        long size = channel.size();
        StringBuilder shown = new StringBuilder();
        long tokens = NOTES;
        int found = 0;
        for (long at = next(channel, pattern, from); at >= 0; ) {
            Line line = line(channel, at, pattern.length);
            String hit = line.shown();
            tokens += budget.estimate(hit);
            if (found > 0 && tokens > budget.tokens()) {
                return new Hits(shown.toString(), found, line.start(), size);
            }
            shown.append(hit);
            found++;
            at = line.end() < size ? next(channel, pattern, line.end()) : -1;
        }
        return new Hits(shown.toString(), found, size, size);
    }

    private static long next(FileChannel channel, byte[] pattern, long from) throws IOException {
        long size = channel.size();
        for (long at = from; at < size; at += PIECE) {
            int wanted = (int) Math.min(size - at, (long) PIECE + pattern.length - 1);
            int place = indexOf(TextPages.read(channel, at, wanted), pattern);
            if (place >= 0) {
                return at + place;
            }
        }
        return -1;
    }

    private static int indexOf(byte[] bytes, byte[] pattern) {
        for (int at = 0; at + pattern.length <= bytes.length; at++) {
            if (bytes[at] == pattern[0] && matches(bytes, at, pattern)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean matches(byte[] bytes, int at, byte[] pattern) {
        for (int i = 1; i < pattern.length; i++) {
            if (bytes[at + i] != pattern[i]) {
                return false;
            }
        }
        return true;
    }

    /** A line that was found: all of it, or what is around a place in it. */
    private record Line(long start, long end, String shown) {}

    private static Line line(FileChannel channel, long at, int length) throws IOException {
        long from = Math.max(0, at - SHOWN_AROUND);
        int count = (int) Math.min(channel.size() - from, at - from + length + SHOWN_AROUND);
        byte[] around = TextPages.read(channel, from, count);
        int place = (int) (at - from);
        int begin = place;
        while (begin > 0 && around[begin - 1] != '\n') {
            begin--;
        }
        int end = place;
        while (end < around.length && around[end] != '\n') {
            end++;
        }
        boolean cutBefore = begin == 0 && from > 0;
        boolean cutAfter = end == around.length && from + end < channel.size();
        int first = cutBefore ? Utf8.wholeStart(around, begin, end) : begin;
        int last = cutAfter ? Utf8.wholeEnd(around, end) : end;
        String text = new String(around, first, last - first, StandardCharsets.UTF_8);
        String shown = (from + first) + ": " + (cutBefore ? "… " : "") + text + (cutAfter ? " …" : "") + "\n";
        return new Line(from + begin, lineEnd(channel, from + end), shown);
    }

    private static long lineEnd(FileChannel channel, long from) throws IOException {
        long end = next(channel, new byte[] {'\n'}, from);
        return end < 0 ? channel.size() : end + 1;
    }
}
