package dev.perennial.benchmarks;

import dev.perennial.benchmarks.session.BoughtAgain;
import dev.perennial.benchmarks.session.CacheShare;
import dev.perennial.benchmarks.session.LongSession;
import dev.perennial.benchmarks.session.Reattaching;
import java.io.PrintStream;
import java.util.List;

/**
 * Prints the figures of sessions that survive: time and memory of 10,000 turns, reattaching to a session of 100,000 events, text that is
 * bought again after its process ended in mid-text, and how much of a tool session comes from the prompt cache.
 * {@code java -cp perennial-benchmarks/target/perennial-benchmarks.jar dev.perennial.benchmarks.SessionGoals}
 *
 * <p>Takes the turns (10000) and the rounds of the others (30); takes two minutes.
 */
public final class SessionGoals {

    private SessionGoals() {}

    /** Takes up to two numbers. */
    public static void main(String[] arguments) throws Exception {
        int turns = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 30;
        PrintStream out = System.out;
        out.println("| what | measured | goal |");
        out.println("|---|---:|---:|");
        print(CacheShare.rows());
        print(BoughtAgain.rows(rounds));
        print(Reattaching.rows(rounds));
        print(LongSession.rows(turns));
    }

    private static void print(List<String> rows) {
        rows.forEach(System.out::println);
    }
}
