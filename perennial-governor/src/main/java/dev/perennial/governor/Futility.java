package dev.perennial.governor;

import java.util.Optional;

/** Whether the server refuses everything because money is spent. Not safe for use by several threads. */
final class Futility {

    /** After a while one request may find out whether the limit was raised. */
    private static final long PAUSE = 60_000_000_000L;

    private String errorCode = "";
    private long until = Long.MIN_VALUE;

    void found(String code, long now) {
        errorCode = code;
        until = now + PAUSE;
    }

    void over() {
        until = Long.MIN_VALUE;
    }

    Optional<Rejection> objection(long now) {
        return now < until ? Optional.of(new Rejection.Futile(errorCode)) : Optional.empty();
    }
}
