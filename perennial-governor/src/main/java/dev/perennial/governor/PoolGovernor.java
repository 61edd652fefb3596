package dev.perennial.governor;

import dev.perennial.governor.limit.Dimension;
import dev.perennial.governor.limit.LevelState;
import dev.perennial.governor.limit.LimitBucket;
import dev.perennial.governor.limit.LimitReport;
import dev.perennial.models.TokenUsage;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Governs the requests of one pool. Not safe for use by several threads. */
final class PoolGovernor {

    private static final long TELL_EVERY = 1_000_000_000L;

    private final Pool pool;
    private final Function<Ask, Optional<Rejection>> objection;
    private final LimitBucket bucket;
    private final PrefixLedger prefixes = new PrefixLedger();
    private final InFlight inFlight = new InFlight();
    private final Gate gate = new Gate();
    private final Ramp ramp = new Ramp();
    private final OutputFlow flow = new OutputFlow();
    private final Futility futility = new Futility();
    private final Guesses guesses;
    private final FairQueue queue;
    private final Admissions admissions;
    private final Settlement settlement;
    private final Forecast forecast;
    private final Bulletin bulletin;
    private final Doubts doubts;

    private boolean heardOf;
    private @Nullable Block block;
    private long wakeAt = Governor.NEVER;
    private long tellAt = Governor.NEVER;

    /**
     * A pool that nobody used yet.
     *
     * @param settings the limits to begin with
     * @param objection what else may speak against a request
     */
    PoolGovernor(
            Pool pool, LimitBucket bucket, GovernorSettings settings, Function<Ask, Optional<Rejection>> objection) {
        this.pool = pool;
        this.bucket = bucket;
        this.objection = objection;
        this.guesses = new Guesses(bucket, settings);
        this.queue = new FairQueue(prefixes);
        this.admissions = new Admissions(bucket, inFlight, prefixes, gate, ramp, flow);
        this.settlement = new Settlement(pool, bucket, inFlight, ramp, queue);
        this.forecast = new Forecast(bucket, admissions, prefixes);
        this.bulletin = new Bulletin(queue, forecast);
        this.doubts = new Doubts(bucket);
    }

    /**
     * What a count of the prompt would decide; behind others, or a closed gate, a request waits in any case, and nothing is open about
     * one that will be rejected.
     */
    Optional<Doubt> doubt(Ask ask, Duration spared, long now) {
        if (futility.objection(now).isPresent() || gate.closedUntil() > ask.deadline()) {
            return Optional.empty();
        }
        boolean mayGo = queue.isEmpty() && admissions.isOpen(now);
        return doubts.of(admissions.need(ask, now), mayGo, spared, now);
    }

    Duration closedFor(long now) {
        return gate.closedFor(now);
    }

    void ask(Ask ask, long now, Effects effects) {
        long cost =
                admissions.cost(admissions.need(ask, now).most(), ask.output().predicted());
        Waiter waiter = queue.add(ask, cost, now);
        Optional<Rejection> hopeless = hopeless(waiter, now);
        if (hopeless.isPresent()) {
            reject(waiter, hopeless.get(), effects);
            return;
        }
        pump(now, effects);
        if (queue.holds(waiter)) {
            bulletin.tell(waiter, block, now, effects);
        }
    }

    /** Alone and at once it would still be too late. */
    private Optional<Rejection> hopeless(Waiter waiter, long now) {
        if (waiter.ask.deadline() == Governor.NEVER) {
            return Optional.empty();
        }
        Wait alone = forecast.of(List.of(waiter), null, now).getFirst();
        Duration wait = alone.estimate().plus(gate.closedFor(now));
        boolean late = wait.compareTo(Duration.ofNanos(waiter.ask.deadline() - now)) > 0;
        return late ? Optional.of(new Rejection.Late(wait)) : Optional.empty();
    }

    @Nullable
    Lease find(long id) {
        return inFlight.find(id);
    }

    void generated(Lease lease, long tokens, long now) {
        settlement.output(lease, tokens, now);
    }

    void head(Lease lease, LimitReport report, long now) {
        inFlight.seen(lease);
        lease.head(report, now);
    }

    void started(Lease lease, TokenUsage usage, long now, Effects effects) {
        boolean first = !lease.hasStarted();
        if (lease.isUnseen()) {
            head(lease, LimitReport.NOTHING, now);
        }
        settlement.input(lease, usage, now);
        if (first) {
            prefixes.written(lease.ask, now);
            answered(lease, now, effects);
        }
        pump(now, effects);
        if (first && block != null && guesses.answered(block.reason(), now)) {
            pump(now, effects);
        }
    }

    /** Whether no server has said anything to it, and nobody uses it. */
    boolean isBlank() {
        return !heardOf && inFlight.isEmpty() && queue.isEmpty();
    }

    private void answered(Lease lease, long now, Effects effects) {
        heardOf = true;
        LimitReport report = lease.takeReport();
        settlement.sight(report, lease, now, effects);
        futility.over();
        gate.answered(lease.sentAt, report.tellsLimit(Dimension.INPUT) || guesses.trusts(now));
    }

    void ended(Lease lease, TokenUsage usage, long now, Effects effects) {
        if (!lease.hasStarted()) {
            started(lease, usage, now, effects);
        }
        settlement.input(lease, usage, now);
        settlement.output(lease, usage.output(), now);
        settlement.share(lease, admissions.cost(usage.input() + usage.cacheWrite(), usage.output()));
        flow.learn(lease.pace(now));
        inFlight.remove(lease.ask.id());
        pump(now, effects);
    }

    void broken(Lease lease, Input.Broken broken, long now, Effects effects) {
        over(lease, broken.reached(), now);
        settlement.sight(lease.takeReport(), lease, now, effects);
        settlement.sight(broken.report(), lease, now, effects);
        pump(now, effects);
    }

    void refused(Lease lease, Refusal refusal, long now, Effects effects) {
        heardOf = true;
        over(lease, true, now);
        settlement.sight(refusal.report(), lease, now, effects);
        switch (refusal.kind()) {
            case RATE -> rateRefused(lease, refusal.report(), now);
            case RAMP -> ramp.refused(now);
            case SPEND -> futility.found(refusal.code(), now);
        }
        Duration closed = gate.refused(refusal.retryAfter(), lease.sentAt, now);
        effects.observe(new GovernorEvent.GateClosed(pool, refusal.kind(), closed));
        pump(now, effects);
    }

    private void rateRefused(Lease lease, LimitReport report, long now) {
        guesses.refused(lease.sentAt, now);
        boolean news = lease.sentAt >= gate.closedUntil() && settlement.knewLimit(Dimension.REQUESTS, lease);
        if (news && report.requests().remaining().orElse(1) == 0) {
            bucket.missed(Dimension.REQUESTS, now);
        }
    }

    private void over(Lease lease, boolean reached, long now) {
        inFlight.remove(lease.ask.id());
        prefixes.failed(lease.ask);
        settlement.giveBack(lease, reached, now);
        settlement.share(lease, admissions.cost(lease.chargedMost(), lease.generated()));
    }

    /** Whether a request waited that now does not. */
    boolean cancel(long id, long now, Effects effects) {
        Optional<Waiter> waiter = queue.find(id);
        waiter.ifPresent(found -> {
            queue.remove(found);
            pump(now, effects);
        });
        return waiter.isPresent();
    }

    void tick(long now, Effects effects) {
        if (now >= wakeAt) {
            pump(now, effects);
        }
        if (now >= tellAt) {
            tellAll(now, effects);
        }
    }

    long wakeAt() {
        return Math.min(wakeAt, tellAt);
    }

    /** Lets go all that may. */
    private void pump(long now, Effects effects) {
        rejectHopeless(now, effects);
        block = null;
        Optional<Waiter> next = next(now);
        while (next.isPresent() && block == null) {
            goes(next.get(), now, effects);
            next = block == null ? next(now) : next;
        }
        wakeAt = nextWake(now);
        tellAt = queue.isEmpty() ? Governor.NEVER : Math.min(tellAt, now + TELL_EVERY);
    }

    private Optional<Waiter> next(long now) {
        return queue.isEmpty()
                ? Optional.empty()
                : queue.next(w -> prefixes.awaited(w.ask.input().breakpoints(), now) == Governor.NEVER, now);
    }

    private void goes(Waiter waiter, long now, Effects effects) {
        Ask ask = waiter.ask;
        Optional<Rejection> against = objection.apply(ask);
        if (against.isPresent()) {
            reject(waiter, against.get(), effects);
            return;
        }
        Optional<Block> inTheWay = admissions.admit(ask, now);
        if (inTheWay.isPresent()) {
            block = inTheWay.get();
            return;
        }
        queue.went(waiter);
        admit(waiter, now, effects);
    }

    private void admit(Waiter waiter, long now, Effects effects) {
        Lease lease = inFlight.find(waiter.ask.id());
        long reserved = lease == null ? 0 : lease.chargedMost();
        long limit = bucket.capacity(Dimension.INPUT);
        if (reserved > limit) {
            effects.observe(new GovernorEvent.Oversize(waiter.ask.id(), reserved, limit));
        }
        effects.admit(waiter.ask.id(), new Admission(waiter.waited(now), reserved > limit, reserved));
    }

    private void rejectHopeless(long now, Effects effects) {
        for (Waiter waiter : queue.all()) {
            futility.objection(now).or(() -> late(waiter, now)).ifPresent(against -> reject(waiter, against, effects));
        }
    }

    private Optional<Rejection> late(Waiter waiter, long now) {
        if (waiter.ask.deadline() > now) {
            return Optional.empty();
        }
        Wait more = forecast.of(List.of(waiter), block, now).getFirst();
        return Optional.of(new Rejection.Late(more.estimate()));
    }

    private void reject(Waiter waiter, Rejection rejection, Effects effects) {
        queue.remove(waiter);
        effects.reject(waiter.ask.id(), rejection);
    }

    private long nextWake(long now) {
        long next = block == null ? Governor.NEVER : block.until();
        for (Waiter waiter : queue.all()) {
            long awaited = prefixes.awaited(waiter.ask.input().breakpoints(), now);
            next = Math.min(next, Math.min(waiter.ask.deadline(), awaited));
        }
        return next;
    }

    private void tellAll(long now, Effects effects) {
        tellAt = queue.isEmpty() ? Governor.NEVER : now + TELL_EVERY;
        bulletin.tellAll(block, now, effects);
    }

    GovernorState.PoolState state(long now) {
        Map<Dimension, LevelState> levels = new EnumMap<>(Dimension.class);
        for (Dimension dimension : Dimension.values()) {
            levels.put(dimension, bucket.level(dimension, now));
        }
        return new GovernorState.PoolState(
                pool, levels, gate.closedFor(now), inFlight.size(), bulletin.waiting(block, now));
    }
}
