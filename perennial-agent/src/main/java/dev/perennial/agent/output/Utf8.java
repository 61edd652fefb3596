package dev.perennial.agent.output;

import java.nio.charset.StandardCharsets;

/** Where characters begin and end in bytes of UTF-8, of which some may be none. */
final class Utf8 {

    /** The most bytes that a character takes. */
    static final int LONGEST = 4;

    private static final int REPLACEMENT = 0xFFFD;

    private Utf8() {}

    /** The end of the last character that is whole. */
    static int wholeEnd(byte[] bytes, int length) {
        for (int back = 1; back < LONGEST && back <= length; back++) {
            byte b = bytes[length - back];
            if (!isContinuation(b)) {
                return lengthOf(b) > back ? length - back : length;
            }
        }
        return length;
    }

    /** The same, but the end of the first character if that is longer. */
    static int wholeOrFirstEnd(byte[] bytes, int length) {
        int end = wholeEnd(bytes, length);
        if (end > 0 || length == 0) {
            return end;
        }
        int first = lengthOf(bytes[0]);
        return isCharacter(bytes, 0, first) ? first : 1;
    }

    /** The start of the first character that is whole. */
    static int wholeStart(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && at - from < LONGEST - 1 && isContinuation(bytes[at])) {
            at++;
        }
        return at < to && !isContinuation(bytes[at]) ? at : from;
    }

    /** Where the character begins that a byte is in; the byte's own place if it is in none that is whole. */
    static int characterStart(byte[] bytes, int at) {
        for (int start = at - 1; start >= Math.max(0, at - LONGEST + 1); start--) {
            int length = lengthOf(bytes[start]);
            if (!isContinuation(bytes[start])) {
                return start + length > at && isCharacter(bytes, start, length) ? start : at;
            }
        }
        return at;
    }

    private static boolean isCharacter(byte[] bytes, int start, int length) {
        return start + length <= bytes.length
                && new String(bytes, start, length, StandardCharsets.UTF_8).codePointAt(0) != REPLACEMENT;
    }

    private static boolean isContinuation(byte b) {
        return (b & 0xC0) == 0x80;
    }

    private static int lengthOf(byte first) {
        int value = first & 0xFF;
        if (value < 0xC0) {
            return 1;
        }
        return value < 0xE0 ? 2 : value < 0xF0 ? 3 : LONGEST;
    }
}
