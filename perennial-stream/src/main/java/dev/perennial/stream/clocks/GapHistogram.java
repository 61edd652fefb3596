package dev.perennial.stream.clocks;

/**
 * How long gaps were: so many of each length, in steps of a quarter of a power of two from a millisecond up. Gaps that were cut
 * off are counted apart: they would have been longer. Weights are not whole once they faded. Not thread-safe.
 */
final class GapHistogram {

    static final int BUCKETS = 96;

    /** The exponent of the first step: a millisecond, about. */
    private static final int FIRST = 20;

    private static final int STEPS = 4;

    private final double[] ended = new double[BUCKETS];
    private final double[] cut = new double[BUCKETS];
    private double weight;
    private double weightOfCut;
    private double nanos;

    /** Where a gap belongs; the last one has all that are longer. */
    static int bucket(long nanos) {
        int exponent = 63 - Long.numberOfLeadingZeros(Math.max(nanos, 1));
        if (exponent < FIRST) {
            return 0;
        }
        int step = (int) (nanos >>> (exponent - 2)) & (STEPS - 1);
        return Math.min(1 + STEPS * (exponent - FIRST) + step, BUCKETS - 1);
    }

    /** No gap in a bucket is as long. */
    static long end(int bucket) {
        if (bucket == 0) {
            return 1L << FIRST;
        }
        int exponent = FIRST + (bucket - 1) / STEPS;
        long step = (bucket - 1L) % STEPS;
        return (1L << exponent) + ((step + 1) << (exponent - 2));
    }

    /** Gaps that ended. */
    void add(int bucket, double count) {
        ended[bucket] += count;
        weight += count;
    }

    void addNanos(double sum) {
        nanos += sum;
    }

    /** Gaps that were at least as long. */
    void addCut(int bucket, double count) {
        cut[bucket] += count;
        weight += count;
        weightOfCut += count;
    }

    void add(GapHistogram other) {
        for (int i = 0; i < BUCKETS; i++) {
            ended[i] += other.ended[i];
            cut[i] += other.cut[i];
        }
        weight += other.weight;
        weightOfCut += other.weightOfCut;
        nanos += other.nanos;
    }

    void fade(double factor) {
        for (int i = 0; i < BUCKETS; i++) {
            ended[i] *= factor;
            cut[i] *= factor;
        }
        weight *= factor;
        weightOfCut *= factor;
        nanos *= factor;
    }

    GapHistogram copy() {
        GapHistogram copy = new GapHistogram();
        copy.add(this);
        return copy;
    }

    double weight() {
        return weight;
    }

    double ended(int bucket) {
        return ended[bucket];
    }

    double cut(int bucket) {
        return cut[bucket];
    }

    double nanos() {
        return nanos;
    }

    /** How long those were that ended, on average. */
    double mean() {
        return ended() > 0 ? nanos / ended() : 0;
    }

    /** How many ended. */
    double ended() {
        return weight - weightOfCut;
    }

    /** A length that this part of all gaps do not exceed; an upper bound by at most a quarter. 0 for no gaps at all. */
    long quantile(double part) {
        double left = weight * (1 - part);
        for (int i = BUCKETS - 1; i >= 0; i--) {
            left -= ended[i] + cut[i];
            if (left < 0) {
                return end(i);
            }
        }
        return 0;
    }

    /** A length that only so many of those that ended may exceed, to a quarter; 0 if there are no more. */
    long longest(double rank) {
        double left = rank;
        for (int i = BUCKETS - 1; i >= 0; i--) {
            left -= ended[i];
            if (left < 0) {
                return end(i);
            }
        }
        return 0;
    }
}
