package dev.perennial.benchmarks.clocks;

import dev.perennial.stream.clocks.Clocks;
import dev.perennial.stream.clocks.FixedThresholds;
import dev.perennial.stream.clocks.LearnedClocks;
import dev.perennial.stream.clocks.Timings;
import dev.perennial.stream.recovery.RecoverySettings;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Set;

/** What a delta costs with clocks that learn, beside clocks that do not. */
public final class ClockCost {

    private static final int DELTAS = 20_000;
    private static final int ROUNDS = 300;
    private static final int COUNTED = 100;

    private ClockCost() {}

    /** Prints both, measured in turns. */
    public static void print(PrintStream out) {
        Clocks learned =
                new LearnedClocks(new Timings(System::nanoTime), "api.example", FixedThresholds.DEFAULT, Set.of());
        long[] with = new long[ROUNDS];
        long[] without = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            without[i] = nanos(FixedThresholds.DEFAULT);
            with[i] = nanos(learned);
        }
        out.printf(
                "A delta in the core: %.1f ns with fixed clocks, %.1f ns with clocks that learn (goal: at most 30 ns more).%n",
                median(without), median(with));
    }

    private static long nanos(Clocks clocks) {
        VirtualClock clock = new VirtualClock();
        RecoverySettings settings = RecoverySettings.DEFAULT.withClocks(clocks);
        long began = System.nanoTime();
        if (!TimedStream.isLeftAlone(clock, settings, () -> 40_000_000, DELTAS)) {
            throw new IllegalStateException("a healthy stream was cut off");
        }
        return System.nanoTime() - began;
    }

    /** Of the last rounds, when all is compiled. */
    private static double median(long[] rounds) {
        long[] counted = Arrays.copyOfRange(rounds, ROUNDS - COUNTED, ROUNDS);
        Arrays.sort(counted);
        return (double) counted[COUNTED / 2] / DELTAS;
    }
}
