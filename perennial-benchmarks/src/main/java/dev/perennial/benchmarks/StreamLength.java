package dev.perennial.benchmarks;

import java.util.Locale;
import java.util.stream.LongStream;

/**
 * Prints what a delta costs in streams of different lengths, up to a million: {@code java -cp
 * perennial-benchmarks/target/perennial-benchmarks.jar dev.perennial.benchmarks.StreamLength}.
 */
public final class StreamLength {

    private static final int LONGEST = 1_000_000;
    private static final int BUFFER = 8_192;
    private static final int ROUNDS = 5;

    private StreamLength() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) {
        nanosPerDelta(LONGEST / 10, ROUNDS);
        System.out.println("| deltas | ns per delta |");
        System.out.println("|---:|---:|");
        for (int deltas = 1_000; deltas <= LONGEST; deltas *= 10) {
            int rounds = ROUNDS * (int) Math.sqrt((double) LONGEST / deltas);
            System.out.printf(Locale.ROOT, "| %,d | %.0f |%n", deltas, nanosPerDelta(deltas, rounds));
        }
    }

    /** The best of some rounds: what the machine does besides only adds to it. */
    private static double nanosPerDelta(int deltas, int rounds) {
        byte[] stream = SampleStream.ofDeltas(deltas);
        int[] ends = SampleStream.chunks(stream, BUFFER);
        return LongStream.range(0, rounds).map(r -> nanos(stream, ends)).min().orElseThrow() / (double) deltas;
    }

    private static long nanos(byte[] stream, int[] ends) {
        long before = System.nanoTime();
        CoreRun.of(stream, ends);
        return System.nanoTime() - before;
    }
}
