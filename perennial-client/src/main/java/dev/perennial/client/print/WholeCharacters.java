package dev.perennial.client.print;

import java.text.BreakIterator;

/**
 * Text that comes in any pieces and is taken out in others, which end neither within an extended grapheme cluster (UAX #29, what
 * readers call a character) nor within an escape sequence.
 *
 * <p>What stands last is held, since a combining mark may follow: all but line feeds and other controls, which nothing follows.
 */
final class WholeCharacters {

    /** Nobody writes characters of this length; a string that is never terminated must not be waited for. */
    static final int LONGEST = 1_024;

    /** How much the iterator is given at a time: it looks for all boundaries at once. */
    private static final int WINDOW = 32;

    private final StringBuilder text = new StringBuilder();
    private final BreakIterator boundaries = BreakIterator.getCharacterInstance();

    void add(CharSequence piece, int from, int to) {
        text.append(piece, from, to);
    }

    int length() {
        return text.length();
    }

    char charAt(int index) {
        return text.charAt(index);
    }

    boolean startsWhole() {
        return !text.isEmpty() && end(0) > 0;
    }

    /** The first place, at or behind {@code index}, where the text can be cut; where there is none yet, the last before. */
    int cut(int index) {
        int cut = 0;
        while (cut < index && cut < text.length()) {
            int end = end(cut);
            if (end < 0) {
                return cut;
            }
            cut = end;
        }
        return cut;
    }

    /** Takes the text up to there. */
    String take(int end) {
        String taken = text.substring(0, end);
        text.delete(0, end);
        return taken;
    }

    /** The end of the character that starts there, or negative if it may go on. */
    private int end(int start) {
        int end = EscapeSequence.startsAt(text, start) ? EscapeSequence.end(text, start) : cluster(start);
        boolean tooLong = end < 0 ? text.length() - start >= LONGEST : end - start > LONGEST;
        return tooLong ? atCodePoint(start + LONGEST) : end;
    }

    private int cluster(int start) {
        if (start + 1 < text.length() && isAscii(text.charAt(start)) && isAscii(text.charAt(start + 1))) {
            return start + 1;
        }
        int known = known();
        if (start == known) {
            return -1;
        }
        for (int window = WINDOW; ; window *= 2) {
            int limit = limit(start + window, known);
            boundaries.setText(text.substring(start, limit));
            int end = start + boundaries.next();
            if (end < limit || isEnding(text.charAt(end - 1))) {
                return end;
            }
            if (limit == known || window > LONGEST) {
                return -1;
            }
        }
    }

    /** Between the halves of a pair there is no boundary, but the iterator would take the first one for a control. */
    private int limit(int end, int known) {
        return end < known ? atCodePoint(end) : known;
    }

    /** Half a surrogate pair may become a mark that belongs to what stands before it. */
    private int known() {
        int length = text.length();
        return Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
    }

    /** Whether a boundary is behind it, whatever follows. */
    private static boolean isEnding(char c) {
        return c != '\r' && Character.getType(c) == Character.CONTROL;
    }

    private static boolean isAscii(char c) {
        return c >= ' ' && c <= '~';
    }

    private int atCodePoint(int index) {
        return Character.isHighSurrogate(text.charAt(index - 1)) ? index - 1 : index;
    }
}
