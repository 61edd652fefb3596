package dev.perennial.stream.recovery;

import dev.perennial.simulator.manner.Piece;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

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
    private static final Pattern HALF_MARK =
            Pattern.compile("(?:\\\\?<|&lt;)\\s*/?\\s*(?:r|done)-[0-9a-f]{0,8}\\s*/?\\s*$", Pattern.CASE_INSENSITIVE);
    private static final Pattern BARE_MARK = Pattern.compile(BARE, Pattern.CASE_INSENSITIVE);
    private static final Pattern MARK = Pattern.compile("`?" + BARE + "`?", Pattern.CASE_INSENSITIVE);

    /** What the reader had, and the model was not shown, is not new. */
    static Said of(Resumed resumed, String had) {
        int left = saidAgain(resumed, had);
        boolean[] isNew = new boolean[resumed.text().length()];
        int at = 0;
        for (Piece piece : resumed.pieces()) {
            for (int i = 0; i < piece.text().length() && at < isNew.length; i++, at++) {
                isNew[at] = piece.kind() == Piece.Kind.NEW && left-- <= 0;
            }
        }
        return new Said(resumed, resumed.text(), isNew);
    }

    /** How many of its new characters the reader had: all that the model was not shown, or less of them where it went astray. */
    private static int saidAgain(Resumed resumed, String had) {
        String known = had.substring(resumed.shown().length());
        String rest = resumed.rest();
        if (rest.startsWith(known)) {
            return known.length();
        }
        return known.isBlank()
                ? spaceSaidAgain(rest, known)
                : wordsSaidAgain(resumed, had, known.strip().length());
    }

    /** An earlier attempt said more white space there than was meant. */
    private static int spaceSaidAgain(String rest, String known) {
        String space = rest.substring(0, rest.length() - rest.stripLeading().length());
        return known.startsWith(space) ? space.length() : 0;
    }

    /**
     * As many as the text ends with. They count only if the words that were kept back are among what is the same: they stand
     * nowhere else in the text, so they are its end. White space behind them may be an earlier attempt's.
     */
    private static int wordsSaidAgain(Resumed resumed, String had, int least) {
        return Math.max(atEndOf(had, resumed, least), atEndOf(had.stripTrailing(), resumed, least));
    }

    private static int atEndOf(String had, Resumed resumed, int least) {
        return IntStream.iterate(resumed.rest().length(), l -> l > 0, l -> l - 1)
                .filter(l -> endsAlike(had, resumed.shown() + resumed.rest().substring(0, l), Math.max(l, least)))
                .findFirst()
                .orElse(0);
    }

    private static boolean endsAlike(String had, String said, int length) {
        return had.regionMatches(had.length() - length, said, said.length() - length, length);
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
     * The same where tags go if they came in time, and stay if not: where nothing was proven, and behind what is new, where no
     * tags were asked for. Backticks around them could be those of the text, so they are not taken away with them. A break may leave half of a tag.
     */
    void requireNothingMissingButMarks(String delivered, boolean toTheEnd) {
        String whole = BARE_MARK.matcher(delivered).replaceAll("");
        String bare = toTheEnd ? whole : HALF_MARK.matcher(whole).replaceFirst("");
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
