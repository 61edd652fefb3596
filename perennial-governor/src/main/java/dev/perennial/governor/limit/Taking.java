package dev.perennial.governor.limit;

/** Whether a bucket gave what a request needs. */
public sealed interface Taking {

    /** It did. */
    record Taken() implements Taking {}

    /**
     * It took nothing, since there is not enough.
     *
     * @param dimension what lacks longest
     * @param nanos after how many nanoseconds there will be enough, if nothing else is taken; 1 or more
     */
    record Shortage(Dimension dimension, long nanos) implements Taking {}

    /** It did. */
    Taking TAKEN = new Taken();
}
