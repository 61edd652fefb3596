package dev.perennial.benchmarks;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Prints what a delta of a healthy stream costs: {@code java -cp perennial-benchmarks/target/perennial-benchmarks.jar
 * dev.perennial.benchmarks.StreamCost}. Takes a minute.
 */
public final class StreamCost {

    private StreamCost() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) throws RunnerException {
        Options options = new OptionsBuilder()
                .include(HealthyStream.class.getSimpleName())
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .build();
        print(new Runner(options).run());
    }

    private static void print(Collection<RunResult> results) {
        System.out.println("| what | bytes at a time | ns per delta | bytes allocated per delta |");
        System.out.println("|---|---:|---:|---:|");
        for (RunResult result : results) {
            String name = result.getParams().getBenchmark();
            System.out.printf(
                    "| %s | %s | %.0f | %.0f |%n",
                    name.substring(name.lastIndexOf('.') + 1),
                    result.getParams().getParam("chunk"),
                    result.getPrimaryResult().getScore(),
                    allocated(result));
        }
    }

    private static double allocated(RunResult result) {
        return requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"))
                .getScore();
    }
}
