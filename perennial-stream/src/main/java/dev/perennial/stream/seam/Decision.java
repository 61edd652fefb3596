package dev.perennial.stream.seam;

import static java.util.Objects.requireNonNull;

/** What becomes of the beginning of a continuation. */
public sealed interface Decision {

    /** Too little is there to tell: it is held back. */
    record Hold() implements Decision {}

    /**
     * The text goes on.
     *
     * @param text what of the beginning is to be added to it; it may have no character
     * @param proof how that is known
     */
    record Join(String text, Proof proof) implements Decision {
        public Join {
            requireNonNull(text, "text");
            requireNonNull(proof, "proof");
        }
    }

    /**
     * The text was whole.
     *
     * @param proof how that is known
     */
    record Finished(Proof proof) implements Decision {
        public Finished {
            requireNonNull(proof, "proof");
        }
    }

    /**
     * It cannot be told what of the continuation is new: it is to be dropped, and asked for again.
     *
     * @param doubt why
     */
    record AskAgain(Doubt doubt) implements Decision {
        public AskAgain {
            requireNonNull(doubt, "doubt");
        }
    }

    /**
     * The last continuation that may be asked for is about the answer, not a part of it: it is dropped, and the text stays
     * as it is, not whole.
     */
    record GiveUp() implements Decision {}

    /** The one decision to go on waiting. */
    Decision HOLD = new Hold();
}
