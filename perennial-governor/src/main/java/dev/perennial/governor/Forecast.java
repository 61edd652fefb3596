package dev.perennial.governor;

import dev.perennial.governor.limit.Amounts;
import dev.perennial.governor.limit.Dimension;
import dev.perennial.governor.limit.LevelState;
import dev.perennial.governor.limit.LimitBucket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says how long requests will wait, if all goes on as it is. Not safe for use by several threads. */
final class Forecast {

    private static final long MINUTE = 60_000_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final Dimension[] ALL = Dimension.values();

    private final LimitBucket bucket;
    private final Admissions admissions;
    private final PrefixLedger prefixes;

    Forecast(LimitBucket bucket, Admissions admissions, PrefixLedger prefixes) {
        this.bucket = bucket;
        this.admissions = admissions;
        this.prefixes = prefixes;
    }

    /**
     * The waits of these, which go in this order.
     *
     * @param block why the first cannot go; null if nothing is known to be in its way
     */
    List<Wait> of(List<Waiter> inOrder, @Nullable Block block, long now) {
        List<Wait> waits = new ArrayList<>(inOrder.size());
        Amounts needed = Amounts.NONE;
        for (Waiter waiter : inOrder) {
            Ask ask = waiter.ask;
            needed = needed.plus(new Amounts(
                    1, admissions.need(ask, now).most(), ask.output().predicted()));
            waits.add(wait(ask, needed, waits.isEmpty() ? block : null, opens(block, now), waits.size(), now));
        }
        return waits;
    }

    private Wait wait(Ask ask, Amounts needed, @Nullable Block own, long opens, int ahead, long now) {
        long longest = 0;
        Dimension scarce = Dimension.INPUT;
        for (Dimension dimension : ALL) {
            long nanos = nanos(bucket.level(dimension, now), needed.of(dimension));
            if (nanos > longest) {
                longest = nanos;
                scarce = dimension;
            }
        }
        boolean awaits = prefixes.awaited(ask.input().breakpoints(), now) != Governor.NEVER;
        Wait.Reason reason = awaits ? Wait.Reason.SHARED_PREFIX : own == null ? reason(scarce) : own.reason();
        long least = reason == Wait.Reason.PROBE || awaits ? SECOND : 0;
        return new Wait(Duration.ofNanos(Math.max(least, opens + longest)), reason, ahead);
    }

    private static long nanos(LevelState level, long needed) {
        long lacks = needed - level.low();
        long perMinute = Math.max(1, level.limit() - level.foreign());
        return lacks <= 0 ? 0 : (long) ((double) lacks * MINUTE / perMinute);
    }

    /** Behind a gate all wait. */
    private static long opens(@Nullable Block block, long now) {
        if (block == null) {
            return 0;
        }
        boolean gate = block.reason() == Wait.Reason.RETRY_AFTER || block.reason() == Wait.Reason.RAMP;
        return gate ? Math.max(0, block.until() - now) : 0;
    }

    private static Wait.Reason reason(Dimension dimension) {
        return switch (dimension) {
            case REQUESTS -> Wait.Reason.REQUESTS;
            case INPUT -> Wait.Reason.INPUT;
            case OUTPUT -> Wait.Reason.OUTPUT;
        };
    }
}
