package dev.perennial.stream.seam;

import static java.util.Objects.requireNonNull;

/**
 * How a model is asked to go on with a text that broke off. Immutable.
 *
 * @param way whether it is asked, or given the text as the beginning of its turn
 * @param shown as much of the text as the model is shown
 * @param known the rest of the text, which the continuation has to begin with; white space at most, or an end that tells its
 *     place
 * @param anchor the end of what is shown
 * @param marks the tags to be used
 */
public record Continuation(Way way, String shown, String known, Anchor anchor, Marks marks) {

    /** How the model comes to go on. */
    public enum Way {
        /** A user message asks it to. */
        ASKED,
        /** Its turn is begun for it. */
        PREFILLED
    }

    /** How often a continuation that does not show its place is asked for again. */
    public static final int MOST_ASKED_AGAIN = 2;

    public Continuation {
        requireNonNull(way, "way");
        requireNonNull(shown, "shown");
        requireNonNull(known, "known");
        requireNonNull(anchor, "anchor");
        requireNonNull(marks, "marks");
    }

    /**
     * The request to be made.
     *
     * <p>The first one shows all of the text but the white space at its end, which models treat as they like; the second one
     * shows a little less, so that a model that does not keep to the form shows its place by what it says; the third, and
     * last, shows all.
     *
     * @param written all that the reader has, not blank
     * @param way what the model and the request allow
     * @param askedAgain how often it was asked without proof, from 0
     */
    public static Continuation of(String written, Way way, int askedAgain, Marks marks) {
        int limit = askedAgain == 1 ? KnownText.start(written).orElse(written.length()) : written.length();
        boolean all = way == Way.ASKED && askedAgain >= MOST_ASKED_AGAIN;
        String text = all ? written : written.substring(0, limit).stripTrailing();
        return new Continuation(way, text, written.substring(text.length()), Anchor.of(text), marks);
    }

    /** All that the reader has. */
    public String written() {
        return shown + known;
    }

    /** Whether more than white space is kept back. */
    boolean keepsTextBack() {
        return !known.isBlank();
    }
}
