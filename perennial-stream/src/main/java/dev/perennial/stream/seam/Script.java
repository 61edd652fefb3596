package dev.perennial.stream.seam;

import java.lang.Character.UnicodeScript;
import java.text.BreakIterator;
import java.util.Locale;

/** What characters are to the reader of a text. */
final class Script {

    /** A character of a dense script says about as much as three of an alphabet. */
    private static final int DENSITY = 3;

    private static final int WINDOW = 48;

    private Script() {}

    /** Whether this is a picture, or a character of a script in which words are not set apart by spaces. */
    static boolean isDense(int codePoint) {
        return isPicture(codePoint) || isOfDenseScript(codePoint);
    }

    /** Digits and such are emoji too, as Unicode has it. */
    private static boolean isPicture(int codePoint) {
        return codePoint > 0x2000 && Character.isEmoji(codePoint);
    }

    private static boolean isOfDenseScript(int codePoint) {
        return switch (UnicodeScript.of(codePoint)) {
            case HAN, HIRAGANA, KATAKANA, BOPOMOFO, THAI, LAO, KHMER, MYANMAR -> true;
            default -> false;
        };
    }

    /** How long a text is, measured in letters of an alphabet. */
    static int size(String text) {
        return text.codePoints()
                .map(c -> isDense(c) ? DENSITY : Character.charCount(c))
                .sum();
    }

    /** How many letters and digits it has, measured likewise. */
    static int letters(String text) {
        return text.codePoints()
                .filter(c -> Character.isLetterOrDigit(c) || isDense(c))
                .map(c -> isDense(c) ? DENSITY : 1)
                .sum();
    }

    /** Whether a reader sees a border between two characters there. */
    static boolean isBorder(String text, int at) {
        if (at == 0 || at == text.length()) {
            return true;
        }
        int from = Math.max(0, at - WINDOW);
        int to = Math.min(text.length(), at + WINDOW);
        BreakIterator graphemes = BreakIterator.getCharacterInstance(Locale.ROOT);
        graphemes.setText(text.substring(from, to));
        return graphemes.isBoundary(at - from);
    }

    /** Whether something that can be named begins there: a word, or any character of a dense script. */
    static boolean isStart(String text, int at) {
        return isBorder(text, at)
                && at < text.length()
                && !Character.isWhitespace(text.codePointAt(at))
                && (at == 0 || Character.isWhitespace(text.codePointBefore(at)) || isDense(text.codePointAt(at)));
    }
}
