package dev.perennial.stream.seam;

import static java.util.Objects.requireNonNull;

/**
 * Finds out where in a continuation the text goes on. What came is held back until that is decided; nothing is deleted
 * without proof.
 *
 * <pre>{@code
 * Continuation asked = Continuation.of(written, Way.ASKED, 0, new Marks(nonce));
 * Seam seam = new Seam(asked, false);
 * Decision decision = seam.feed(delta); // until it is no Hold
 * }</pre>
 *
 * <p>At most a few hundred characters are held, unless the continuation says again what the text said: then as many as the
 * text has, at most 4,096. Not thread-safe.
 */
public final class Seam {

    private final Continuation asked;
    private final boolean last;
    private final Judge judge;
    private final Form form;
    private final StringBuilder head = new StringBuilder();

    /**
     * The seam of one continuation.
     *
     * @param asked how the model was asked
     * @param last whether it is not to be asked again: then what cannot be decided stays, all of it
     */
    public Seam(Continuation asked, boolean last) {
        this.asked = requireNonNull(asked, "asked");
        this.last = last;
        this.judge = judge(asked);
        this.form = new Form(asked);
    }

    private static Judge judge(Continuation asked) {
        if (asked.keepsTextBack()) {
            return new KnownTextJudge(asked);
        }
        return switch (asked.way()) {
            case ASKED -> new TagJudge(asked);
            case PREFILLED -> new PrefillJudge(asked);
        };
    }

    /** How the model was asked. */
    public Continuation asked() {
        return asked;
    }

    /** How many characters are held back. */
    public int held() {
        return head.length();
    }

    /**
     * More of the continuation came.
     *
     * @return what becomes of all that came; once it is no {@link Decision.Hold} nothing may be fed any more
     */
    public Decision feed(String more) {
        head.append(more);
        return decide(false);
    }

    /** The continuation is over. */
    public Decision end() {
        return decide(true);
    }

    /** The continuation is over because it sent the mark for the end, which the API does not hand out. */
    public Decision endAtMark() {
        head.append(asked.marks().end());
        return decide(true);
    }

    /** It was held back long enough: decides by what there is, unless that is nothing but the form that was asked for. */
    public Decision expire() {
        Decision decision = decide(false);
        boolean waits = decision instanceof Decision.Hold && !form.isBegunBy(head.toString());
        return waits ? settle(Doubt.TOO_SLOW, false) : decision;
    }

    private Decision decide(boolean over) {
        Decision decision = judge.judge(head.toString(), over);
        return decision instanceof Decision.AskAgain doubtful ? settle(doubtful.doubt(), over) : decision;
    }

    private Decision settle(Doubt doubt, boolean over) {
        if (!last) {
            return new Decision.AskAgain(doubt);
        }
        return switch (doubt) {
            case NOTHING -> withoutText();
            case FORMATTING -> new Decision.Join(form.behindTag(head.toString()), Proof.NONE);
            case REMARK -> bothStay(true, new Decision.Finished(Proof.NONE));
            case NO_TAGS, OTHER_ECHO, POSSIBLE_REPEAT, OTHER_WORDS, TOO_SLOW -> bothStay(over, new Decision.GiveUp());
        };
    }

    /** A quote and nothing else could be what is missing, should the text repeat itself. */
    private Decision withoutText() {
        String text = asked.marks().strippedFrom(head.toString());
        if (text.isBlank()) {
            return text.isEmpty() ? new Decision.Finished(Proof.NONE) : new Decision.Join(text, Proof.NONE);
        }
        return new Decision.GiveUp();
    }

    /** All stays but the tags, unless what came is about the answer, or only the form. */
    private Decision bothStay(boolean over, Decision remark) {
        if (form.isBegunBy(head.toString())) {
            return new Decision.GiveUp();
        }
        String text = asked.marks().strippedFrom(head.toString());
        return over && Remark.isAbout(asked.written(), text) ? remark : new Decision.Join(text, Proof.NONE);
    }
}
