package dev.perennial.governor.limit;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the headers of a response say of one dimension.
 *
 * @param limit the limit per minute
 * @param remaining what is left; never below zero, and rounded to thousands where tokens are counted
 * @param reset when the bucket will be full again, to the second
 */
public record DimensionReport(OptionalLong limit, OptionalLong remaining, Optional<Instant> reset) {

    /** Nothing is said. */
    public static final DimensionReport NOTHING =
            new DimensionReport(OptionalLong.empty(), OptionalLong.empty(), Optional.empty());

    private static final long THOUSAND = 1_000;
    private static final long MILLIS_PER_MINUTE = 60_000;
    private static final Duration SECOND = Duration.ofSeconds(1);

    public DimensionReport {
        requireNonNull(limit, "limit");
        requireNonNull(remaining, "remaining");
        requireNonNull(reset, "reset");
    }

    boolean isEmpty() {
        return limit.isEmpty() && remaining.isEmpty() && reset.isEmpty();
    }

    /**
     * What this tells, as a range that allows for the rounding.
     *
     * @param date the server's time when it said so
     */
    Sighting sighting(Dimension dimension, Optional<Instant> date) {
        long told = limit.orElse(0);
        Sighting byReset = reset.flatMap(r -> date.map(d -> byReset(told, Duration.between(d, r))))
                .orElse(Sighting.ofLimit(told));
        if (remaining.isEmpty()) {
            return byReset;
        }
        Sighting left = byRemaining(told, remaining.getAsLong(), dimension == Dimension.REQUESTS ? 1 : THOUSAND);
        boolean agree = byReset.low() <= left.high() && left.low() <= byReset.high();
        return agree ? both(left, byReset) : left;
    }

    private static Sighting byRemaining(long limit, long left, long rounding) {
        // A debt is told as zero, so that zero says nothing of how deep it is.
        long low = left <= rounding / 2 ? Long.MIN_VALUE : left - rounding;
        return new Sighting(limit, low, left + rounding);
    }

    private static Sighting both(Sighting a, Sighting b) {
        return new Sighting(a.limit(), Math.max(a.low(), b.low()), Math.min(a.high(), b.high()));
    }

    /** Refill is continuous: what lacks is what comes until the reset, a second more or less. */
    private static Sighting byReset(long limit, Duration untilFull) {
        if (limit == 0 || untilFull.compareTo(Duration.ofHours(1)) > 0) {
            return Sighting.ofLimit(limit);
        }
        long most = limit - perMinute(limit, untilFull.minus(SECOND));
        return new Sighting(limit, limit - perMinute(limit, untilFull.plus(SECOND)), Math.min(limit, most));
    }

    private static long perMinute(long limit, Duration time) {
        return Math.ceilDiv(limit * Math.max(0, time.toMillis()), MILLIS_PER_MINUTE);
    }
}
