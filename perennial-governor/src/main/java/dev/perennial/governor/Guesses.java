package dev.perennial.governor;

import dev.perennial.governor.limit.Amounts;
import dev.perennial.governor.limit.Dimension;
import dev.perennial.governor.limit.LevelState;
import dev.perennial.governor.limit.LimitBucket;

/**
 * Feels for limits that the server does not tell: they are doubled while requests wait and are answered, until one is refused;
 * then they are cut, and raised by small steps. Not safe for use by several threads.
 */
final class Guesses {

    private static final long SECOND = 1_000_000_000L;
    private static final long SMALL_STEP = 5 * SECOND;

    private final LimitBucket bucket;
    private final Amounts least;
    private boolean wasRefused;
    private long changed = Long.MIN_VALUE;

    /**
     * Guesses about the limits of a bucket.
     *
     * @param assumed what they begin with; never less than a quarter of it, since a server refuses for other reasons too
     */
    Guesses(LimitBucket bucket, Amounts assumed) {
        this.bucket = bucket;
        this.least = Amounts.of(d -> Math.max(1, assumed.of(d) / 4));
    }

    /** A request was answered by a server that did not tell all limits, while others wait. */
    void answered(long now) {
        if (changed != Long.MIN_VALUE && now - changed < (wasRefused ? SMALL_STEP : SECOND)) {
            return;
        }
        changed = now;
        change(now, wasRefused ? 103 : 200);
    }

    /** A request was refused; whether it was sent before the last cut says nothing. */
    void refused(long sentAt, long now) {
        if (wasRefused && sentAt < changed) {
            return;
        }
        wasRefused = true;
        changed = now;
        change(now, 70);
    }

    private void change(long now, long percent) {
        for (Dimension dimension : Dimension.values()) {
            LevelState level = bucket.level(dimension, now);
            if (!level.known()) {
                long next = Math.ceilDiv(level.limit() * percent, 100);
                bucket.assume(dimension, Math.max(next, least.of(dimension)), now);
            }
        }
    }
}
