package dev.perennial.stream.recovery;

import java.time.Duration;

/** How long text of a continuation may be held back before its place has to be known. Not thread-safe. */
final class HoldClock {

    private static final long MOST_NANOS = Duration.ofSeconds(30).toNanos();

    private long since = Watch.NEVER;

    /** Whether text is held now; the time counts from the first of it. */
    void holds(boolean held, long now) {
        since = held ? Math.min(since, now) : Watch.NEVER;
    }

    void stop() {
        since = Watch.NEVER;
    }

    /** When it was long enough; {@link Watch#NEVER} if nothing is held. */
    long due() {
        return since == Watch.NEVER ? Watch.NEVER : since + MOST_NANOS;
    }
}
