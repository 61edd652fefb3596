package dev.perennial.http;

import java.time.Duration;

/** What becomes of a connection that was just accepted. */
public sealed interface Admission {

    /** It is served. */
    record Accept() implements Admission {}

    /**
     * It is served, but nothing is read from it at first: neither a TLS handshake nor a request gets an answer.
     *
     * @param duration for how long; positive
     */
    record Delay(Duration duration) implements Admission {

        public Delay {
            if (!duration.isPositive()) {
                throw new IllegalArgumentException("duration " + duration + " has to be positive; or use Accept.");
            }
        }
    }

    /** It is reset at once. */
    record Reset() implements Admission {}

    /** It is closed at once, in good order. */
    record Close() implements Admission {}

    /** It stays open, and nothing is ever answered. */
    record BlackHole() implements Admission {}
}
