package dev.perennial.benchmarks.clocks;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * How the gaps of healthy streams are spread. Each stream has a gap of its own in the middle; its gaps lie around that, and now
 * and then it pauses. All three are lognormal.
 *
 * @param name for the report
 * @param median the middle of the streams' middle gaps, in milliseconds
 * @param streams how far streams differ: the standard deviation of the logarithm
 * @param gaps how far the gaps of a stream differ
 * @param pauses pauses per gap
 * @param pause the middle of the pauses, in milliseconds
 * @param pausesSpread how far pauses differ
 */
public record Pace(
        String name, double median, double streams, double gaps, double pauses, double pause, double pausesSpread) {

    private static final double MILLISECOND = 1e6;

    /** A server that passes on what it has at once. */
    public static final Pace EVEN = new Pace("even", 40, 0.4, 0.6, 0.0005, 800, 0.6);

    /** One that passes on several words at a time. */
    public static final Pace IN_LUMPS = new Pace("in lumps", 1_200, 0.3, 0.4, 0.0005, 3_000, 0.4);

    /** One that pauses often, and for long. */
    public static final Pace HALTING = new Pace("halting", 60, 0.4, 0.8, 0.005, 1_500, 0.5);

    /** All gaps and pauses so many times as long. */
    public Pace slowed(double factor) {
        return new Pace(name, median * factor, streams, gaps, pauses, pause * factor, pausesSpread);
    }

    /** The middle gap of another stream, in nanoseconds. */
    double stream(SplittableRandom random) {
        return lognormal(random, median, streams);
    }

    /** The next gap of a stream with such a middle gap, in nanoseconds. */
    long gap(SplittableRandom random, double middle) {
        double nanos = random.nextDouble() < pauses
                ? lognormal(random, pause, pausesSpread)
                : lognormal(random, middle / MILLISECOND, gaps);
        return (long) nanos;
    }

    private static double lognormal(RandomGenerator random, double milliseconds, double spread) {
        return milliseconds * Math.exp(spread * random.nextGaussian()) * MILLISECOND;
    }

    @Override
    public String toString() {
        return String.format(
                "%s: a gap of %.0f ms (spread %.1f over streams, %.1f in one), %.2f pauses per 1,000 gaps of %.0f ms (spread %.1f)",
                name, median, streams, gaps, pauses * 1_000, pause, pausesSpread);
    }
}
