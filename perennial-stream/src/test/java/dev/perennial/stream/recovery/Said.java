package dev.perennial.stream.recovery;

import dev.perennial.simulator.manner.Piece;
import java.util.regex.Pattern;

/**
 * What a model said to go on with a text, character by character, and which of them were news to the reader.
 *
 * @param resumed how it went on
 * @param text what it said
 * @param isNew for each character whether the reader had not got it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Said(Resumed resumed, String text, boolean[] isNew) {

    private static final String BARE = "(?:\\\\?<|&lt;)\\s*/?\\s*(?:r|done)-[0-9a-f]{8}\\s*/?\\s*(?:\\\\?>|&gt;)";
    private static final Pattern BARE_MARK = Pattern.compile(BARE, Pattern.CASE_INSENSITIVE);
    private static final Pattern MARK = Pattern.compile("`?" + BARE + "`?", Pattern.CASE_INSENSITIVE);

    /** What the reader had, and the model was not shown, is not new. */
    static Said of(Resumed resumed, String had) {
        String known = had.substring(resumed.shown().length());
        int left = resumed.rest().startsWith(known) ? known.length() : 0;
        boolean[] isNew = new boolean[resumed.text().length()];
        int at = 0;
        for (Piece piece : resumed.pieces()) {
            for (int i = 0; i < piece.text().length() && at < isNew.length; i++, at++) {
                isNew[at] = piece.kind() == Piece.Kind.NEW && left-- <= 0;
            }
        }
        return new Said(resumed, resumed.text(), isNew);
    }

    /** What was delivered of it begins no later than the first character that is new, and has all of them if it is whole. */
    void requireNothingMissing(String delivered, boolean toTheEnd) {
        boolean verbatim = isIn(delivered, toTheEnd);
        boolean kept = verbatim || without(MARK).isIn(delivered, toTheEnd);
        if (!kept && !resumed.saysDone()) {
            throw new AssertionError("Something is missing, or nobody said it: \"" + delivered + "\" of " + resumed);
        }
    }

    /**
     * The same where nothing was proven: there the tags go if they came in time, and stay if not. Backticks around them could be
     * those of the text, so they are not taken away with them.
     */
    void requireNothingMissingButMarks(String delivered, boolean toTheEnd) {
        String bare = BARE_MARK.matcher(delivered).replaceAll("");
        if (!without(BARE_MARK).isIn(bare, toTheEnd)) {
            requireNothingMissing(withoutMarks(delivered), toTheEnd);
        }
    }

    private boolean isIn(String delivered, boolean toTheEnd) {
        int latest = 0;
        while (latest < text.length() && !isNew[latest]) {
            latest++;
        }
        if (toTheEnd) {
            return text.endsWith(delivered) && text.length() - delivered.length() <= latest;
        }
        int found = text.indexOf(delivered);
        return found >= 0 && found <= latest;
    }

    /** Where a seam is not proven the end of a form may stay, but it is no part of any text. */
    static String withoutMarks(String text) {
        return MARK.matcher(text).replaceAll("");
    }

    private Said without(Pattern mark) {
        StringBuilder kept = new StringBuilder();
        boolean[] keptNew = new boolean[isNew.length];
        var marks = mark.matcher(text);
        int from = 0;
        while (from < text.length()) {
            boolean found = marks.find(from);
            int to = found ? marks.start() : text.length();
            System.arraycopy(isNew, from, keptNew, kept.length(), to - from);
            kept.append(text, from, to);
            from = found ? marks.end() : text.length();
        }
        return new Said(resumed, kept.toString(), java.util.Arrays.copyOf(keptNew, kept.length()));
    }
}
