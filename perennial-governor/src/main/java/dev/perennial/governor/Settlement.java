package dev.perennial.governor;

import dev.perennial.governor.limit.Amounts;
import dev.perennial.governor.limit.Dimension;
import dev.perennial.governor.limit.LevelState;
import dev.perennial.governor.limit.LimitBucket;
import dev.perennial.governor.limit.LimitReport;
import dev.perennial.governor.limit.Sighting;
import dev.perennial.models.TokenUsage;
import java.util.EnumMap;
import java.util.Map;

/** Puts right what was taken, as the truth becomes known. Not safe for use by several threads. */
final class Settlement {

    private static final Dimension[] ALL = Dimension.values();

    private final Pool pool;
    private final LimitBucket bucket;
    private final InFlight inFlight;
    private final Ramp ramp;
    private final FairQueue queue;
    private final Map<Dimension, Long> changedAt = new EnumMap<>(Dimension.class);

    Settlement(Pool pool, LimitBucket bucket, InFlight inFlight, Ramp ramp, FairQueue queue) {
        this.pool = pool;
        this.bucket = bucket;
        this.inFlight = inFlight;
        this.ramp = ramp;
        this.queue = queue;
    }

    /** The input that counts is known: what the cache did not hold. */
    void input(Lease lease, TokenUsage usage, long now) {
        lease.told(usage);
        settle(lease, usage.input() + usage.cacheWrite(), now);
    }

    private void settle(Lease lease, long input, long now) {
        long most = lease.chargedMost() - input;
        bucket.correct(input(most), input(lease.chargedLeast() - input), now);
        ramp.add(-most, now);
        lease.settle(input);
    }

    void output(Lease lease, long generated, long now) {
        long more = lease.generated(generated);
        if (more != 0) {
            Amounts change = new Amounts(0, 0, -more);
            bucket.correct(change, change, now);
        }
    }

    /** The server has used no more than what it told, or nothing. */
    void giveBack(Lease lease, boolean reached, long now) {
        if (!lease.hasStarted()) {
            settle(lease, 0, now);
        }
        if (!reached) {
            Amounts request = new Amounts(1, 0, 0);
            bucket.correct(request, request, now);
        }
    }

    /** The session is charged with what the request cost in truth. */
    void share(Lease lease, long cost) {
        queue.correct(lease.ask.session(), cost - lease.cost);
    }

    /** What the headers of a response tell of what is left. */
    void sight(LimitReport report, Lease answered, long now, Effects effects) {
        InFlight.Uncounted uncounted = inFlight.uncounted(answered);
        for (Dimension dimension : ALL) {
            Sighting told = report.sighting(dimension);
            Sighting sighting = switch (dimension) {
                case REQUESTS -> told.notCountingYet(uncounted.requests());
                case INPUT -> told.notCountingYet(uncounted.input());
                case OUTPUT -> told.countingAhead(OutputFlow.unheard(inFlight));
            };
            sight(dimension, sighting, now, effects);
        }
    }

    private void sight(Dimension dimension, Sighting sighting, long now, Effects effects) {
        if (sighting.equals(Sighting.NOTHING)) {
            return;
        }
        LevelState before = bucket.level(dimension, now);
        bucket.sight(dimension, sighting, now);
        LevelState after = bucket.level(dimension, now);
        if (after.limit() != before.limit() || after.known() != before.known()) {
            changedAt.put(dimension, now);
            effects.observe(new GovernorEvent.LimitTold(pool, dimension, after.limit()));
        }
    }

    /** Whether a request was sent under the limit that is known now; what became of one that was not says nothing of it. */
    boolean knewLimit(Dimension dimension, Lease lease) {
        return lease.sentAt >= changedAt.getOrDefault(dimension, Long.MIN_VALUE);
    }

    private static Amounts input(long tokens) {
        return new Amounts(0, tokens, 0);
    }
}
