package dev.perennial.stream.corpus;

/**
 * Every text of up to so many characters over {@code a}, {@code b}, space and newline, each broken behind each of its
 * characters. Immutable.
 */
public final class SmallStrings {

    /** The length up to which all are tried in the longest run. */
    public static final int LONGEST = 10;

    private static final String ALPHABET = "ab \n";

    private final int longest;

    private SmallStrings(int longest) {
        this.longest = longest;
    }

    /**
     * All of up to this length.
     *
     * @param longest from 1 to {@value #LONGEST} characters
     */
    public static SmallStrings upTo(int longest) {
        if (longest < 1 || longest > LONGEST) {
            throw new IllegalArgumentException("longest is " + longest + "; give 1 to " + LONGEST);
        }
        return new SmallStrings(longest);
    }

    /** How many broken texts there are; 13,514,980 of up to ten characters. */
    public long count() {
        long count = 0;
        for (int length = 1; length <= longest; length++) {
            count += countOf(length);
        }
        return count;
    }

    /** The broken texts of one length. */
    private static long countOf(int length) {
        return length * (1L << (2 * length));
    }

    /**
     * One of them, the shorter before the longer.
     *
     * @param index from 0 to {@link #count()} - 1
     */
    public CorpusText text(long index) {
        if (index < 0 || index >= count()) {
            throw new IllegalArgumentException("index is " + index + "; give 0 to " + (count() - 1));
        }
        int length = 1;
        long left = index;
        while (left >= countOf(length)) {
            left -= countOf(length++);
        }
        return new CorpusText(TextKind.SMALL, string(left / length, length), 1 + (int) (left % length));
    }

    /** One of up to the longest length, the long ones as often as the short ones. */
    static void any(Pen pen) {
        int length = pen.between(1, LONGEST);
        pen.add(string(pen.below(1 << (2 * length)), length));
    }

    private static String string(long number, int length) {
        char[] characters = new char[length];
        for (int i = 0; i < length; i++) {
            characters[i] = ALPHABET.charAt((int) (number >> (2 * i)) & 3);
        }
        return new String(characters);
    }
}
