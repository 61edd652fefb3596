package dev.perennial.stream.recovery;

/**
 * Finds out what of another attempt goes into the block that is out without its end. Not thread-safe; after anything but {@link
 * Wait} it is of no more use.
 */
interface Rejoining {

    /** What becomes of it. */
    sealed interface Step {}

    /** It cannot be told yet. */
    record Wait() implements Step {}

    /**
     * The block goes on.
     *
     * @param block that of the attempt
     * @param json what is added to it: the content of a JSON string
     * @param note what the consumer is told of how it is known; may have no character
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Add(Block block, byte[] json, String note) implements Step {}

    /**
     * The block was whole.
     *
     * @param note what the consumer is told of how it is known
     */
    record Close(String note) implements Step {}

    /**
     * The attempt is of no use.
     *
     * @param cause why
     */
    record Fail(Cause cause) implements Step {}

    Step WAIT = new Wait();

    /** Whether that block of the attempt could be the rest of the one that is out. */
    boolean takes(Block block);

    /** A block of the attempt has begun, has more than before, or is whole. */
    Step more(Block block);

    /**
     * What is held will not get any longer.
     *
     * @param stopReason why the attempt ends; no text if another block follows
     * @param atMark whether it stopped at the mark for the end
     */
    Step end(String stopReason, boolean atMark);

    /** Whether text is held back. */
    boolean isHolding();

    /** It was held long enough. */
    Step expire();
}
