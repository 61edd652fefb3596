package dev.perennial.governor.limit;

/**
 * How much others draw on a limit, learned from what was found missing.
 *
 * <p>What is missing counts as drawn within ten seconds, and the memory of it fades in sixty, so that traffic that goes on is
 * known but for a seventh, and traffic that ended is soon forgotten. What remains of the error the next sighting puts right.
 */
final class ForeignTraffic {

    private static final long MILLI = 1_000_000L;
    private static final long GAINS_PER_MINUTE = 6;
    private static final long FADES_IN_MILLIS = 60_000;

    private long perMinute;
    private long restNanos;

    void drew(long tokens, long limit) {
        perMinute = Math.min(limit, perMinute + tokens * GAINS_PER_MINUTE);
    }

    void fade(long elapsed) {
        if (perMinute == 0) {
            return;
        }
        restNanos += Math.min(elapsed, FADES_IN_MILLIS * MILLI);
        long millis = restNanos / MILLI;
        restNanos -= millis * MILLI;
        perMinute -= Math.ceilDiv(perMinute * Math.min(millis, FADES_IN_MILLIS), FADES_IN_MILLIS);
    }

    void forget() {
        perMinute = 0;
    }

    /** What of a limit is left for us; at least a tenth, so that there is a way back. */
    long net(long limit) {
        return Math.max(Math.max(1, limit / 10), limit - perMinute);
    }

    long perMinute(long limit) {
        return limit - net(limit);
    }
}
