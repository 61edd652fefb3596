package dev.perennial.simulator.replay;

import static java.util.Objects.requireNonNull;

/**
 * A recorded exchange.
 *
 * @param requestHash the {@link RequestHash} of the body that was sent; empty if it is not known
 * @param answer what was answered
 */
record Recording(String requestHash, RecordedAnswer answer) {

    Recording {
        requireNonNull(requestHash, "requestHash");
        requireNonNull(answer, "answer");
    }
}
