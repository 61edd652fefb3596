package dev.perennial.governor;

/**
 * How much output has to be left for answers that are being generated.
 *
 * <p>They use it up bit by bit while the limit refills. With {@code n} answers of pace {@code r} that have {@code o} tokens to go
 * in all, at most {@code min(n r t, o)} is used after a time {@code t}, and the limit brings {@code L t} meanwhile: the deepest
 * point is at {@code t = o / (n r)}, and lies {@code o (1 - L / (n r))} below now. Not safe for use by several threads.
 */
final class OutputFlow {

    /** Nothing is known of the pace, so that all may be generated at once. */
    private static final long UNKNOWN = Long.MAX_VALUE;

    private long pace = UNKNOWN;

    /** What has to be left for those under way and one more. */
    long required(InFlight inFlight, long predicted, long limit, long now) {
        long hidden = 0;
        long toGo = predicted;
        long answers = 1;
        for (Lease lease : inFlight.all()) {
            long unheard = lease.hidden(pace == UNKNOWN ? 0 : pace, now);
            hidden += unheard;
            toGo += lease.unheard() - unheard;
            answers++;
        }
        return hidden + deepest(toGo, answers, limit);
    }

    private long deepest(long toGo, long answers, long limit) {
        if (pace == UNKNOWN) {
            return toGo;
        }
        double used = (double) pace * answers;
        return used <= limit ? 0 : (long) Math.ceil(toGo * (1 - limit / used));
    }

    /** An answer went at this pace, in tokens per minute; the fast ones count, since those use up the limit. */
    void learn(long perMinute) {
        if (perMinute > 0) {
            pace = pace == UNKNOWN ? perMinute : Math.max(perMinute, pace - pace / 32);
        }
    }

    static long unheard(InFlight inFlight) {
        long sum = 0;
        for (Lease lease : inFlight.all()) {
            sum += lease.unheard();
        }
        return sum;
    }
}
