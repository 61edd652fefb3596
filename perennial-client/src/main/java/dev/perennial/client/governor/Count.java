package dev.perennial.client.governor;

import java.util.Optional;

/**
 * How a prompt can be counted.
 *
 * @param counter who counts
 * @param body the request for a message that it is of
 * @param known what came of counting it before
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Count(TokenCounter counter, byte[] body, Optional<Counted> known) {

    /** Not at all. */
    static final Count NONE = new Count(TokenCounter.NONE, new byte[0], Optional.empty());

    /** To be called without a lock: to know the body again takes a while. */
    static Count of(TokenCounter counter, byte[] body) {
        return new Count(counter, body, counter.known(body));
    }

    /** Whether there is somebody to ask, who was not asked before. */
    boolean isPossible() {
        return !counter.equals(TokenCounter.NONE) && known.isEmpty();
    }
}
