package dev.perennial.benchmarks;

import dev.perennial.benchmarks.clocks.ClockCost;
import dev.perennial.benchmarks.clocks.ClockTrial;
import dev.perennial.benchmarks.clocks.Pace;
import java.time.Duration;
import java.util.List;

/**
 * Prints what learned clocks do: how soon a dead stream is noticed, how many healthy ones are cut off, what happens in an hour in
 * which all gaps are five times as long, and what a delta costs. {@code java -cp
 * perennial-benchmarks/target/perennial-benchmarks.jar dev.perennial.benchmarks.LearnedClockGoals 300000}
 *
 * <p>Takes the number of healthy streams of each pace (300,000: with none cut off, that is fewer than one in 100,000 with 95 %
 * confidence). All but the cost runs in virtual time with fixed seeds; takes a few minutes.
 */
public final class LearnedClockGoals {

    private static final int LEARNING = 200;
    private static final int DEAD = 2_000;
    private static final int ALIVE_FOR_EACH_DEAD = 20;
    private static final double SLOW = 5;
    private static final double SECOND = 1e9;

    private LearnedClockGoals() {}

    /** Takes up to one number. */
    public static void main(String[] arguments) {
        int streams = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 300_000;
        for (Pace pace : List.of(Pace.EVEN, Pace.IN_LUMPS, Pace.HALTING)) {
            print(pace, streams);
        }
        ClockCost.print(System.out);
    }

    private static void print(Pace pace, int streams) {
        System.out.println("Streams of 50 to 1,500 deltas, " + pace);
        ClockTrial trial = new ClockTrial(1);
        int early = trial.cutOff(pace, LEARNING);
        int cutOff = trial.cutOff(pace, streams);
        System.out.printf(
                "- healthy streams cut off: %d of the first %d; %d of %,d after them, at most %.2f in 100,000 (95 %%)%n",
                early, LEARNING, cutOff, streams, upperBound(cutOff) / streams * 100_000);
        long[] found = trial.detections(pace, DEAD, ALIVE_FOR_EACH_DEAD);
        System.out.printf(
                "- dead streams, one in %d: given up after p50 %.1f s, p99 %.1f s%n",
                ALIVE_FOR_EACH_DEAD + 1,
                ClockTrial.quantile(found, 0.5) / SECOND,
                ClockTrial.quantile(found, 0.99) / SECOND);
        ClockTrial.Share slow = trial.cutOffIn(pace.slowed(SLOW), Duration.ofHours(1));
        ClockTrial.Share hours = trial.cutOffIn(pace.slowed(SLOW), Duration.ofHours(1_000));
        ClockTrial.Share after = trial.cutOffIn(pace, Duration.ofHours(1));
        System.out.printf(
                "- an hour of gaps %.0f times as long: %d of %d cut off, %d of %,d if it stays like that for 1,000 hours; back to normal: %d of %d in the first hour%n%n",
                SLOW, slow.cutOff(), slow.of(), hours.cutOff(), hours.of(), after.cutOff(), after.of());
    }

    /** The mean of a Poisson distribution that gives so few or fewer in one of twenty cases (Wilson and Hilferty). */
    private static double upperBound(int seen) {
        double degrees = seen + 1.0;
        return degrees * Math.pow(1 - 1 / (9 * degrees) + 1.6449 / (3 * Math.sqrt(degrees)), 3);
    }
}
