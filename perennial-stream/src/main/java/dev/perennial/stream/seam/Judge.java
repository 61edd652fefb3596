package dev.perennial.stream.seam;

/** Says what becomes of the beginning of a continuation; a pure function of that beginning. */
interface Judge {

    /** How much more than the form that was asked for may be said before the text goes on. */
    int ROOM = 200;

    /**
     * The decision.
     *
     * @param head all that came so far
     * @param over whether nothing will be added to it
     */
    Decision judge(String head, boolean over);

    /** Holds back as long as there is more to come. */
    static Decision holdUnless(boolean over, Doubt otherwise) {
        return over ? new Decision.AskAgain(otherwise) : Decision.HOLD;
    }
}
