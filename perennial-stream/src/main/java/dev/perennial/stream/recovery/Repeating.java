package dev.perennial.stream.recovery;

/**
 * A block that is made again from its beginning, and is the one that is out only as long as it says the same: nothing of it is
 * held until more is known.
 */
interface Repeating extends Rejoining {

    @Override
    default Step end(String stopReason, boolean atMark) {
        return contradicted();
    }

    @Override
    default boolean isHolding() {
        return false;
    }

    @Override
    default Step expire() {
        return WAIT;
    }

    /** It says something else, or ends before it says as much. */
    static Step contradicted() {
        return new Fail(new Cause.Contradicted());
    }
}
