package dev.perennial.stream.seam;

/** Judges what a model adds to its own turn: all of it is new but the white space with which the text ended already. */
final class PrefillJudge implements Judge {

    private final Overlap overlap;
    private final String space;

    PrefillJudge(Continuation asked) {
        this.overlap = new Overlap(asked.shown());
        this.space = asked.known();
    }

    @Override
    public Decision judge(String head, boolean over) {
        if (!over && (Space.isOpen(space, head) || overlap.mayGrow(head))) {
            return Decision.HOLD;
        }
        if (overlap.isLikely(head)) {
            return new Decision.AskAgain(Doubt.POSSIBLE_REPEAT);
        }
        return head.isEmpty()
                ? new Decision.Finished(Proof.PREFILL)
                : new Decision.Join(Space.withoutKnown(space, head), Proof.PREFILL);
    }
}
