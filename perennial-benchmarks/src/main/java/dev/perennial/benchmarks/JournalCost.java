package dev.perennial.benchmarks;

import dev.perennial.benchmarks.journal.AppendCost;
import dev.perennial.benchmarks.journal.ReadCost;
import java.io.PrintStream;

/**
 * Prints what keeping a session costs: appending an event beside an insert into a bare SQLite table in the same batches, by turns in
 * the same run; reading 100,000 events; listing 10,000 sessions.
 * {@code java -cp perennial-benchmarks/target/perennial-benchmarks.jar dev.perennial.benchmarks.JournalCost}
 *
 * <p>Takes the rounds of each (5); takes a minute.
 */
public final class JournalCost {

    private JournalCost() {}

    /** Takes up to one number. */
    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        PrintStream out = System.out;
        out.println("| appending, µs per event | bare insert | Perennial | ratio | goal |");
        out.println("|---|---:|---:|---:|---:|");
        for (String row : AppendCost.rows(rounds)) {
            out.println(row);
        }
        out.println();
        out.println("| reading | bare select | Perennial | ratio | goal |");
        out.println("|---|---:|---:|---:|---:|");
        for (String row : ReadCost.rows(rounds)) {
            out.println(row);
        }
    }
}
