package dev.perennial.client.governor;

/**
 * How a prompt can be counted.
 *
 * @param counter who counts
 * @param body the request for a message that it is of
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Count(TokenCounter counter, byte[] body) {

    /** Not at all. */
    static final Count NONE = new Count(TokenCounter.NONE, new byte[0]);

    boolean isPossible() {
        return !counter.equals(TokenCounter.NONE);
    }
}
