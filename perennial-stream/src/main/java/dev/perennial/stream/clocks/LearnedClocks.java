package dev.perennial.stream.clocks;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/**
 * Clocks whose patience follows what streams of the same kind were like: four times what all but one of a thousand gaps were,
 * between a floor and a ceiling for each phase, and more where a stream, or all streams of late, go slower than usual.
 *
 * <pre>{@code
 * Timings timings = new Timings(System::nanoTime);
 * Clocks clocks = new LearnedClocks(timings, "api.anthropic.com", FixedThresholds.DEFAULT, Set.of());
 * RecoverySettings settings = RecoverySettings.DEFAULT.withClocks(clocks);
 * }</pre>
 *
 * <p>{@code docs/timeouts.md} has the rules in words. Safe for use by several threads.
 */
public final class LearnedClocks implements Clocks {

    /** Nothing is kept of what is named at greater length. */
    private static final int LONGEST_NAME = 200;

    private final Timings timings;
    private final String origin;
    private final FixedThresholds cold;
    private final Set<Phase> exact;

    /**
     * Clocks for the streams of one server.
     *
     * @param timings what was learned, and learns
     * @param origin the server's host and port
     * @param cold what applies until enough was seen
     * @param exact where {@code cold} applies whatever is seen, because somebody wanted just that
     */
    public LearnedClocks(Timings timings, String origin, FixedThresholds cold, Set<Phase> exact) {
        this.timings = requireNonNull(timings, "timings");
        this.origin = requireNonNull(origin, "origin");
        this.cold = requireNonNull(cold, "cold");
        this.exact = Set.copyOf(exact);
    }

    @Override
    public MessageClocks begin(Request request) {
        if (request.model().length() > LONGEST_NAME || request.effort().length() > LONGEST_NAME) {
            return new UntaughtClocks(cold);
        }
        return new LearnedMessageClocks(timings, origin, cold, exact, request);
    }

    /** The patience for a kind of stream as things stand now, at a first attempt. */
    public Limit limit(ClockKey key) {
        return cold.progress(key.phase(), 1)
                .map(c -> exact.contains(key.phase()) ? new Limit(c, Limit.Reason.SET) : timings.limit(key, c, 0))
                .orElseThrow(() -> new IllegalArgumentException("phase " + key.phase() + " has no clock"));
    }
}
