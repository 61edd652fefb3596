package dev.perennial.client.exchange;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * How an exchange ended.
 *
 * @param how how it ended
 * @param status the HTTP status; empty if nothing was answered
 * @param headers of the response, as those of {@link SentRequest}
 * @param error the body if the status is no success: its beginning, without keys; empty else
 * @param head how long the status took; {@code lasted} if there is none
 * @param lasted from the sending on
 * @param bytes how much of the response's body was read
 */
public record ExchangeEnd(
        How how,
        OptionalInt status,
        Map<String, String> headers,
        String error,
        Duration head,
        Duration lasted,
        long bytes) {

    /** How exchanges end. */
    public enum How {
        /** The response was read to its end. */
        WHOLE,
        /** Nobody wanted more of it: it had said all that matters, or it was given up. */
        CLOSED,
        /** There was no response, or the connection broke. */
        FAILED
    }

    /** Copies the headers. */
    public ExchangeEnd {
        requireNonNull(how, "how");
        requireNonNull(status, "status");
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        requireNonNull(error, "error");
        requireNonNull(head, "head");
        requireNonNull(lasted, "lasted");
    }
}
