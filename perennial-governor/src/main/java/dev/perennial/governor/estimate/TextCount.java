package dev.perennial.governor.estimate;

/**
 * How many characters a text has, by kinds that tokenizers treat differently.
 *
 * @param letters Latin letters without accents, and single blanks
 * @param digits digits
 * @param symbols punctuation, line ends, blanks that follow a blank
 * @param accented letters of scripts with alphabets that are not plain Latin
 * @param wide ideographs, kana, hangul, emoji
 */
public record TextCount(long letters, long digits, long symbols, long accented, long wide) {

    /** Nothing. */
    public static final TextCount NONE = new TextCount(0, 0, 0, 0, 0);

    private static final int FIRST_WIDE = 0x2E80;

    /** Counts a text. */
    public static TextCount of(CharSequence text) {
        long letters = 0;
        long digits = 0;
        long symbols = 0;
        long accented = 0;
        long wide = 0;
        char before = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= FIRST_WIDE) {
                wide += Character.isLowSurrogate(c) ? 0 : 1;
            } else if (c >= 128) {
                accented++;
            } else if (isLatin(c) || (c == ' ' && before != ' ')) {
                letters++;
            } else if (c >= '0' && c <= '9') {
                digits++;
            } else {
                symbols++;
            }
            before = c;
        }
        return new TextCount(letters, digits, symbols, accented, wide);
    }

    private static boolean isLatin(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /** The sums. */
    public TextCount plus(TextCount other) {
        return new TextCount(
                letters + other.letters,
                digits + other.digits,
                symbols + other.symbols,
                accented + other.accented,
                wide + other.wide);
    }
}
