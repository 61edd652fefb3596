package dev.perennial.governor.limit;

/**
 * How much others draw on a limit, learned from what was found missing.
 *
 * <p>What is missing of a minute's worth counts as drawn within ten seconds, and the memory of it fades in sixty, so that traffic
 * that goes on is known but for a seventh, and traffic that ended is soon forgotten. What remains of the error the next sighting
 * puts right. A second's worth is full again before it is seen, so that what is missing of it is seen seldom, and kept in mind for
 * longer.
 */
final class ForeignTraffic {

    /** Kept in thousandths, so that little fades too. */
    private static final long FINE = 1_000;

    /** It fades in steps, since so little fades in a microsecond that nothing would. */
    private static final long STEP_NANOS = 100_000_000L;

    private final long gainsPerMinute;
    private final long fadesInSteps;

    private long thousandths;
    private long sinceStep;

    ForeignTraffic(boolean ofASecond) {
        gainsPerMinute = ofASecond ? 30 : 6;
        fadesInSteps = ofASecond ? 3_000 : 600;
    }

    void drew(long tokens, long limit) {
        thousandths = Math.min(limit, perMinute() + tokens * gainsPerMinute) * FINE;
    }

    /** Something was missing, nobody knows how much. */
    void drewUnseen(long limit) {
        thousandths = Math.min(limit, perMinute() + Math.ceilDiv(limit, 8)) * FINE;
    }

    void fade(long elapsed) {
        if (thousandths == 0) {
            return;
        }
        sinceStep += Math.min(elapsed, fadesInSteps * STEP_NANOS);
        long steps = sinceStep / STEP_NANOS;
        sinceStep -= steps * STEP_NANOS;
        thousandths -= Math.ceilDiv(thousandths * Math.min(steps, fadesInSteps), fadesInSteps);
    }

    void forget() {
        thousandths = 0;
    }

    /** What of a limit is left for us; at least a tenth, so that there is a way back. */
    long net(long limit) {
        return Math.max(Math.max(1, limit / 10), limit - perMinute());
    }

    long perMinute(long limit) {
        return limit - net(limit);
    }

    private long perMinute() {
        return thousandths / FINE;
    }
}
