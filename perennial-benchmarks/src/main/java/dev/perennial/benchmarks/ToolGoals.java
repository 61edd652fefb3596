package dev.perennial.benchmarks;

import dev.perennial.benchmarks.tools.LargeEdit;
import dev.perennial.benchmarks.tools.OutputFlow;
import dev.perennial.benchmarks.tools.ShellTrip;
import java.io.PrintStream;

/**
 * Prints what the tools cost, each beside a raw twin in the same run: a round trip of {@code true} through the shell beside
 * a bare bash behind two pipes, 50 MB of output into the spool beside {@code cat} behind a pipe, an edit of a file of 50 MB.
 * {@code java -cp perennial-benchmarks/target/perennial-benchmarks.jar dev.perennial.benchmarks.ToolGoals}
 *
 * <p>Takes the rounds of each (5); takes half a minute. Memory is shown by what a process of its own gets by with.
 */
public final class ToolGoals {

    private ToolGoals() {}

    /** Takes up to one number. */
    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        PrintStream out = System.out;
        out.println("| goal | raw twin | Perennial | ratio | goal |");
        out.println("|---|---:|---:|---:|---:|");
        out.println(ShellTrip.row(rounds));
        out.println(OutputFlow.row(rounds));
        out.println();
        out.println("| memory | processes got by with |");
        out.println("|---|---:|");
        out.println(OutputFlow.memoryRow());
        out.println(LargeEdit.memoryRow());
    }
}
