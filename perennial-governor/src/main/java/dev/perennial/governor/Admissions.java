package dev.perennial.governor;

import dev.perennial.governor.limit.Amounts;
import dev.perennial.governor.limit.Demand;
import dev.perennial.governor.limit.Dimension;
import dev.perennial.governor.limit.LimitBucket;
import dev.perennial.governor.limit.Taking;
import java.util.Optional;

/** Decides whether a request may go now, and takes what it needs if so. Not safe for use by several threads. */
final class Admissions {

    private static final long BILLION = 1_000_000_000L;

    /** While answers are generated, what they need changes without news. */
    private static final long LOOK_AGAIN = 250_000_000L;

    /** Our time is not the server's: a hundredth of a minute, and for requests a tenth of a second, but one, is left. */
    private static final long MARGIN = 100;

    private static final long JITTER = 10;

    private final LimitBucket bucket;
    private final InFlight inFlight;
    private final PrefixLedger prefixes;
    private final Gate gate;
    private final Ramp ramp;
    private final OutputFlow flow;

    Admissions(LimitBucket bucket, InFlight inFlight, PrefixLedger prefixes, Gate gate, Ramp ramp, OutputFlow flow) {
        this.bucket = bucket;
        this.inFlight = inFlight;
        this.prefixes = prefixes;
        this.gate = gate;
        this.ramp = ramp;
        this.flow = flow;
    }

    /** What is left of a minute's limit. */
    static long margin(long limit) {
        return limit / MARGIN;
    }

    Need need(Ask ask, long now) {
        return Need.of(ask.input(), prefixes.warm(ask.input().breakpoints(), now));
    }

    boolean isOversize(Need need) {
        return need.most() > bucket.capacity(Dimension.INPUT);
    }

    /** The part of a minute's limits that a request needs, of that which it needs most of; in billionths. */
    long cost(long input, long output) {
        double requests = 1.0 / (60.0 * bucket.capacity(Dimension.REQUESTS));
        double tokens = (double) input / bucket.capacity(Dimension.INPUT);
        double generated = (double) output / bucket.capacity(Dimension.OUTPUT);
        return (long) (BILLION * Math.max(requests, Math.max(tokens, generated)));
    }

    /** Whether a request may go now as far as it is not about how much it needs. */
    boolean isOpen(long now) {
        return now >= gate.closedUntil() && gate.probeAt(inFlight, now) <= now;
    }

    /** Lets a request go and is empty, or says why it cannot go. */
    Optional<Block> admit(Ask ask, long now) {
        if (now < gate.closedUntil()) {
            return Optional.of(new Block(Wait.Reason.RETRY_AFTER, gate.closedUntil()));
        }
        long probeAt = gate.probeAt(inFlight, now);
        if (probeAt > now) {
            return Optional.of(new Block(Wait.Reason.PROBE, probeAt));
        }
        Need need = need(ask, now);
        long rampAt = ramp.at(need.most(), bucket.capacity(Dimension.INPUT), now);
        if (rampAt > now) {
            return Optional.of(new Block(Wait.Reason.RAMP, rampAt));
        }
        if (isOversize(need) && inFlight.unseen() > 0) {
            return Optional.of(new Block(Wait.Reason.INPUT, Governor.NEVER));
        }
        return take(ask, need, now);
    }

    private Optional<Block> take(Ask ask, Need need, long now) {
        Amounts required = required(ask, need, now);
        if (required.output() > bucket.capacity(Dimension.OUTPUT)) {
            return Optional.of(new Block(Wait.Reason.OUTPUT, now + LOOK_AGAIN));
        }
        Amounts most = new Amounts(1, need.most(), 0);
        Amounts least = new Amounts(1, need.least(), 0);
        return switch (bucket.take(new Demand(required, most, least), now)) {
            case Taking.Taken taken -> {
                inFlight.add(new Lease(ask, need, cost(need.most(), ask.output().predicted()), now));
                ramp.add(need.most(), now);
                prefixes.writing(ask, now);
                yield Optional.empty();
            }
            case Taking.Shortage shortage -> Optional.of(block(shortage, now));
        };
    }

    private Amounts required(Ask ask, Need need, long now) {
        long requests = bucket.capacity(Dimension.REQUESTS);
        long input = bucket.capacity(Dimension.INPUT);
        long output = bucket.capacity(Dimension.OUTPUT);
        long flowing = flow.required(inFlight, ask.output().predicted(), output, now) + margin(output);
        return new Amounts(
                1 + Math.max(1, requests / JITTER),
                isOversize(need) ? need.most() : Math.min(input, need.most() + margin(input)),
                // What others still generate is waited for; what alone is more than a minute's goes when that is full.
                inFlight.isEmpty() ? Math.min(output, flowing) : flowing);
    }

    private Block block(Taking.Shortage shortage, long now) {
        long until = now + shortage.nanos();
        return switch (shortage.dimension()) {
            case REQUESTS -> new Block(Wait.Reason.REQUESTS, until);
            case INPUT -> new Block(Wait.Reason.INPUT, until);
            case OUTPUT ->
                new Block(Wait.Reason.OUTPUT, inFlight.isEmpty() ? until : Math.min(until, now + LOOK_AGAIN));
        };
    }
}
