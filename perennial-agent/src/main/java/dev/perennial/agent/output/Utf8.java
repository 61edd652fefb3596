package dev.perennial.agent.output;

/** Where characters begin and end in bytes of UTF-8, of which some may be none. */
final class Utf8 {

    private static final int LONGEST = 4;

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

    /** The start of the first character that is whole. */
    static int wholeStart(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && at - from < LONGEST - 1 && isContinuation(bytes[at])) {
            at++;
        }
        return at < to && !isContinuation(bytes[at]) ? at : from;
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
