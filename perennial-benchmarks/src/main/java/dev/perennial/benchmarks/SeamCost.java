package dev.perennial.benchmarks;

import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Prints what the decision of one seam costs behind a text of 4,096 characters: {@code java -cp
 * perennial-benchmarks/target/perennial-benchmarks.jar dev.perennial.benchmarks.SeamCost}. Takes a minute.
 */
public final class SeamCost {

    private SeamCost() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) throws RunnerException {
        Options options = new OptionsBuilder()
                .include(SeamDecision.class.getName())
                .verbosity(VerboseMode.SILENT)
                .build();
        print(new Runner(options).run());
    }

    private static void print(Collection<RunResult> results) {
        System.out.println("| what | reply | characters out | µs |");
        System.out.println("|---|---|---:|---:|");
        for (RunResult result : results) {
            String name = result.getParams().getBenchmark();
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %s | %s | %.1f |%n",
                    name.substring(name.lastIndexOf('.') + 1),
                    result.getParams().getParam("reply").toLowerCase(Locale.ROOT),
                    result.getParams().getParam("tail"),
                    result.getPrimaryResult().getScore());
        }
    }
}
