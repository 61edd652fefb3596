package dev.perennial.governor;

import dev.perennial.governor.limit.Amounts;
import dev.perennial.governor.limit.Dimension;
import dev.perennial.governor.limit.LevelState;
import dev.perennial.governor.limit.LimitBucket;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Feels for limits that the server does not tell. That which requests wait for is doubled while they are answered, until one is
 * refused. Nobody says for what: so the limits are cut in turns, and each is raised again while it is waited for, quickly to
 * nearly what may have been too much, and from there by small steps. Not safe for use by several threads.
 */
final class Guesses {

    private static final long SECOND = 1_000_000_000L;
    private static final long SMALL_STEP = 5 * SECOND;
    private static final double CUT = 0.7;
    private static final double NEARLY = 0.9;

    private final LimitBucket bucket;
    private final Amounts least;

    /** What is reckoned with, as a part of what was too much; only where something was. */
    private final Map<Dimension, Double> shares = new EnumMap<>(Dimension.class);

    /** The one that was not cut for longest first. */
    private final Deque<Dimension> turns = new ArrayDeque<>(List.of(Dimension.values()));

    private final Amounts initial;

    private long changed = Long.MIN_VALUE;
    private boolean trusting;

    /**
     * Guesses about the limits of a bucket.
     *
     * @param settings what they begin with; never less than a quarter of it, since a server refuses for other reasons too
     */
    Guesses(LimitBucket bucket, GovernorSettings settings) {
        this.bucket = bucket;
        this.initial = settings.reckoned();
        this.least = Amounts.of(d -> Math.max(1, settings.assumed().of(d) / 4));
        this.trusting = settings.trusting();
    }

    /** A request was answered; whether no limits are reckoned with, since none was told and nothing refused so far. */
    boolean trusts(long now) {
        boolean silent = trusting
                && Arrays.stream(Dimension.values())
                        .noneMatch(d -> bucket.level(d, now).known());
        if (silent) {
            reckonWith(Amounts.of(d -> Long.MAX_VALUE), now);
        }
        return silent;
    }

    private void reckonWith(Amounts limits, long now) {
        for (Dimension dimension : Dimension.values()) {
            bucket.assume(dimension, limits.of(dimension), now);
        }
    }

    /** A request was answered, while others wait for this; returns whether more is reckoned with now. */
    boolean answered(Wait.Reason waitedFor, long now) {
        return waitedFor.dimension().filter(scarce -> raise(scarce, now)).isPresent();
    }

    private boolean raise(Dimension scarce, long now) {
        double share = shares.getOrDefault(scarce, 0.0);
        long pause = share >= NEARLY ? SMALL_STEP : SECOND;
        if (changed != Long.MIN_VALUE && now - changed < pause) {
            return false;
        }
        double factor = !shares.containsKey(scarce) ? 2 : share < NEARLY ? 1.05 : 1.02;
        return change(scarce, factor, now);
    }

    /** A request was refused; whether it was sent before the last cut says nothing. */
    void refused(long sentAt, long now) {
        if (trusts(now)) {
            reckonWith(initial, now);
        }
        trusting = false;
        if (shares.isEmpty() || sentAt >= changed) {
            Dimension blamed = turns.removeFirst();
            turns.addLast(blamed);
            shares.put(blamed, 1.0);
            change(blamed, CUT, now);
        }
    }

    private boolean change(Dimension dimension, double factor, long now) {
        LevelState level = bucket.level(dimension, now);
        if (level.known()) {
            return false;
        }
        changed = now;
        shares.computeIfPresent(dimension, (d, share) -> share * factor);
        bucket.assume(dimension, Math.max(least.of(dimension), (long) Math.ceil(level.limit() * factor)), now);
        return true;
    }
}
