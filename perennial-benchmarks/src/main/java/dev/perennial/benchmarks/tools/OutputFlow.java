package dev.perennial.benchmarks.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** How fast output goes into the spool, beside {@code cat} that copies it from a pipe into a file. */
public final class OutputFlow {

    private static final int MEGABYTES = 50;
    private static final int HEAP = 32;

    private OutputFlow() {}

    /** One row of the table; the two take turns, the first rounds warm up. */
    public static String row(int rounds) throws IOException, InterruptedException {
        long[] raw = new long[rounds];
        long[] ours = new long[rounds];
        try (Bench bench = Bench.open()) {
            Path file = bench.lines(MEGABYTES);
            Path copy = bench.folder().resolve("copy");
            for (int round = -3; round < rounds; round++) {
                long start = System.nanoTime();
                cat(file, copy);
                long between = System.nanoTime();
                bench.run("cat " + file);
                long end = System.nanoTime();
                bench.deleteOutputs();
                Files.delete(copy);
                if (round >= 0) {
                    raw[round] = between - start;
                    ours[round] = end - between;
                }
            }
        }
        double twin = Bench.median(raw);
        double tool = Bench.median(ours);
        return String.format(
                Locale.ROOT,
                "| %d MB of output into the spool, median of %d | %.0f MB/s | %.0f MB/s | %.2f × | ≥ 0.5 × |",
                MEGABYTES,
                rounds,
                MEGABYTES / twin * 1_000,
                MEGABYTES / tool * 1_000,
                twin / tool);
    }

    private static void cat(Path from, Path to) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("bash", "-c", "cat \"$0\" | cat >\"$1\"", from.toString(), to.toString())
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("cat failed");
        }
    }

    /** Ten times as much output in a process with little memory. */
    public static String memoryRow() throws IOException, InterruptedException {
        Child.run(HEAP, OutputFlow.class);
        return String.format(Locale.ROOT, "| %d MB of output | a heap of %d MB |", 10 * MEGABYTES, HEAP);
    }

    /** What the process of its own does. */
    public static void main(String[] arguments) throws Exception {
        try (Bench bench = Bench.open()) {
            Path file = bench.lines(10 * MEGABYTES);
            if (!bench.run("cat " + file).contains("kept as out-")) {
                throw new IllegalStateException("The output was not kept");
            }
        }
    }
}
