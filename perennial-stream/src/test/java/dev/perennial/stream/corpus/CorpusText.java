package dev.perennial.stream.corpus;

import static java.util.Objects.requireNonNull;

/**
 * A text that broke, and how it truly goes on.
 *
 * @param kind what it is made of
 * @param whole the text as it would have been without the break
 * @param cut how many of its characters (UTF-16 units) were received: 1 to all of them
 */
public record CorpusText(TextKind kind, String whole, int cut) {

    /** From how many characters on a repetition counts as one. */
    public static final int REPETITION = 4;

    public CorpusText {
        requireNonNull(kind, "kind");
        requireNonNull(whole, "whole");
        if (cut < 1 || cut > whole.length()) {
            throw new IllegalArgumentException("cut is " + cut + "; give 1 to " + whole.length());
        }
    }

    /** What the reader has when the stream breaks. */
    public String written() {
        return whole.substring(0, cut);
    }

    /** Exactly what is missing; empty after a break behind the last character. */
    public String rest() {
        return whole.substring(cut);
    }

    /** Whether nothing is missing. */
    public boolean atEnd() {
        return cut == whole.length();
    }

    /** Whether the rest begins with at least {@value #REPETITION} characters that also stand right before the cut. */
    public boolean repeatsItself() {
        return repeatsItself(REPETITION);
    }

    /** Whether the rest begins with at least so many characters that also stand right before the cut. */
    public boolean repeatsItself(int characters) {
        return repeated() >= characters;
    }

    /** The length of the longest end of what was written with which the rest begins. */
    public int repeated() {
        int length = Math.min(cut, whole.length() - cut);
        while (length > 0 && !whole.regionMatches(cut, whole, cut - length, length)) {
            length--;
        }
        return length;
    }

    /** Whether the text repeats itself at the cut with words that it wrote only once before: a unique overlap, yet no echo. */
    public boolean repeatsItselfOnce(int characters) {
        int length = repeated();
        return length >= characters && whole.indexOf(whole.substring(cut, cut + length)) == cut - length;
    }

    /** Whether the rest begins with so many characters with which the whole text begins, and was more than that written. */
    public boolean beginsAgain(int characters) {
        return cut >= characters && whole.regionMatches(0, whole, cut, characters);
    }

    /** Whether letters or digits stand on both sides of the cut. */
    public boolean inMidWord() {
        return !atEnd()
                && Character.isLetterOrDigit(whole.codePointBefore(cut))
                && Character.isLetterOrDigit(whole.codePointAt(cut));
    }

    /** Whether the cut separates code points that are shown as one character. */
    public boolean insideCharacter() {
        return !atEnd() && Clusters.joins(whole, cut);
    }

    /** Whether the cut separates the two halves of one code point. */
    public boolean insidePair() {
        return !atEnd() && Character.isSurrogatePair(whole.charAt(cut - 1), whole.charAt(cut));
    }

    /** Whether the cut is in a code fence. */
    public boolean insideFence() {
        boolean inside = false;
        for (int at = whole.indexOf("```"); at >= 0 && at + 3 <= cut; at = whole.indexOf("```", at + 3)) {
            inside = !inside;
        }
        return inside && !atEnd();
    }

    /** Whether the cut is in a row of a table. */
    public boolean insideRow() {
        int start = whole.lastIndexOf('\n', cut - 1) + 1;
        return !atEnd() && start < cut && whole.charAt(start) == '|' && whole.charAt(cut) != '\n';
    }
}
