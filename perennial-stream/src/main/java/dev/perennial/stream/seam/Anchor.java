package dev.perennial.stream.seam;

import static java.util.Objects.requireNonNull;

/**
 * The end of a text as a request quotes it, so that the continuation can show that it begins there.
 *
 * @param text the last characters of the text
 * @param isProof whether the text is at this place only where the anchor is: it occurs once, and is no repetition in itself
 */
public record Anchor(String text, boolean isProof) {

    private static final int LEAST_SIZE = 48;
    private static final int LEAST_LETTERS = 24;
    private static final int MOST = 240;
    private static final int STEP = 16;
    private static final int TO_WORD_START = 24;

    public Anchor {
        requireNonNull(text, "text");
    }

    /** Takes the shortest end of the text that could be an anchor, or the longest that may be quoted if none could. */
    public static Anchor of(String written) {
        int length = written.length();
        int least = Math.max(0, length - MOST);
        for (int from = leastStart(written, least); from > least; from = Math.max(least, from - STEP)) {
            String end = written.substring(atWordStart(written, from));
            if (provesPlace(end, written)) {
                return new Anchor(end, true);
            }
        }
        String end = written.substring(atBorder(written, least));
        return new Anchor(end, provesPlace(end, written));
    }

    private static int leastStart(String written, int least) {
        int from = written.length();
        while (from > least && !isLongEnough(written.substring(from))) {
            from = Math.max(least, from - STEP);
        }
        return from;
    }

    private static boolean isLongEnough(String end) {
        return Script.size(end) >= LEAST_SIZE && Script.letters(end) >= LEAST_LETTERS;
    }

    private static boolean provesPlace(String end, String written) {
        return isLongEnough(end) && Repetition.occursOnce(end, written) && !Repetition.isPeriodic(end);
    }

    /** A little further to the left, if a word begins there. */
    private static int atWordStart(String written, int from) {
        for (int at = from; at > Math.max(0, from - TO_WORD_START); at--) {
            if (Script.isStart(written, at)) {
                return at;
            }
        }
        return atBorder(written, from);
    }

    private static int atBorder(String written, int from) {
        int at = from;
        while (!Script.isBorder(written, at)) {
            at--;
        }
        return at;
    }
}
