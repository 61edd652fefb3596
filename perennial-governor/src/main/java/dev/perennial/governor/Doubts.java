package dev.perennial.governor;

import dev.perennial.governor.limit.Dimension;
import dev.perennial.governor.limit.LevelState;
import dev.perennial.governor.limit.LimitBucket;
import java.time.Duration;
import java.util.Optional;

/** Says what the ends of an estimate disagree about, as far as it matters. Not safe for use by several threads. */
final class Doubts {

    private static final double MINUTE = 60e9;

    private final LimitBucket bucket;

    Doubts(LimitBucket bucket) {
        this.bucket = bucket;
    }

    /**
     * What is open about a request.
     *
     * @param mayGo whether nothing but the input could be in its way
     * @param spared what a count is worth at least: a shorter wait is over before it is counted
     */
    Optional<Doubt> of(Need need, boolean mayGo, Duration spared, long now) {
        LevelState level = bucket.level(Dimension.INPUT, now);
        long capacity = bucket.capacity(Dimension.INPUT);
        if (isBetween(capacity, need)) {
            return Optional.of(Doubt.FITS_THE_BUCKET);
        }
        long left = level.low() - Admissions.margin(capacity);
        boolean matters = nanos(need.most() - left, level) > spared.toNanos();
        return mayGo && isBetween(left, need) && matters ? Optional.of(Doubt.FITS_NOW) : Optional.empty();
    }

    private static boolean isBetween(long there, Need need) {
        return need.least() <= there && there < need.most();
    }

    private static double nanos(long lacking, LevelState level) {
        return MINUTE * lacking / Math.max(1, level.limit() - level.foreign());
    }
}
