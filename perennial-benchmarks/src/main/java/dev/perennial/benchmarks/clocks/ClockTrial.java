package dev.perennial.benchmarks.clocks;

import dev.perennial.stream.clocks.FixedThresholds;
import dev.perennial.stream.clocks.LearnedClocks;
import dev.perennial.stream.clocks.Timings;
import dev.perennial.stream.recovery.RecoverySettings;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/** Streams of one pace, one after the other, before clocks that learn from them. */
public final class ClockTrial {

    private static final int SHORTEST = 50;
    private static final int LONGEST = 1_500;

    private final VirtualClock clock = new VirtualClock();
    private final Timings timings = new Timings(clock::now);
    private final RecoverySettings settings = RecoverySettings.DEFAULT.withClocks(
            new LearnedClocks(timings, "api.example", FixedThresholds.DEFAULT, Set.of()));
    private final SplittableRandom random;

    /** Nothing learned yet. */
    public ClockTrial(long seed) {
        random = new SplittableRandom(seed);
    }

    /** How many of so many healthy streams were cut off. */
    public int cutOff(Pace pace, int streams) {
        int cutOff = 0;
        for (int i = 0; i < streams; i++) {
            cutOff += TimedStream.isLeftAlone(clock, settings, gaps(pace), length()) ? 0 : 1;
        }
        return cutOff;
    }

    /** How many streams of that pace were cut off in so much time. */
    public Share cutOffIn(Pace pace, Duration time) {
        long until = clock.now() + time.toNanos();
        int streams = 0;
        int cutOff = 0;
        while (clock.now() < until) {
            cutOff += cutOff(pace, 1);
            streams++;
        }
        return new Share(cutOff, streams);
    }

    /** In how many nanoseconds streams that die are given up, sorted; so many live before each that dies. */
    public long[] detections(Pace pace, int streams, int alive) {
        return LongStream.range(0, streams)
                .flatMap(i -> detection(pace, alive).stream())
                .sorted()
                .toArray();
    }

    private OptionalLong detection(Pace pace, int alive) {
        cutOff(pace, alive);
        return TimedStream.detection(clock, settings, gaps(pace), random.nextInt(1, length()));
    }

    private int length() {
        return random.nextInt(SHORTEST, LONGEST);
    }

    private GapSource gaps(Pace pace) {
        double middle = pace.stream(random);
        return () -> pace.gap(random, middle);
    }

    /**
     * Some of all.
     *
     * @param cutOff those that were cut off
     * @param of all
     */
    public record Share(int cutOff, int of) {}

    /** The value that this part of the sorted ones does not exceed. */
    public static long quantile(long[] sorted, double part) {
        return Arrays.stream(sorted)
                .skip((long) Math.ceil(part * sorted.length) - 1)
                .findFirst()
                .orElse(0);
    }
}
