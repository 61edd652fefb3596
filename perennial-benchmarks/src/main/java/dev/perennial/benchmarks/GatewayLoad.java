package dev.perennial.benchmarks;

import dev.perennial.benchmarks.gateway.LoadPlan;
import dev.perennial.benchmarks.gateway.LoadRounds;
import java.time.Duration;
import java.util.List;

/**
 * Prints what the gateway costs, beside nginx as a plain proxy, Portkey's gateway and no proxy at all: latency and processor
 * time of an event on many live streams, memory of an open one. {@code java -cp
 * perennial-benchmarks/target/perennial-benchmarks.jar dev.perennial.benchmarks.GatewayLoad 1000 20 5 10000}
 *
 * <p>Takes the number of streams (1,000), the events a second on each (20; a quarter of it is measured too), the rounds (5)
 * and how many streams are held open for the memory (10,000); takes twenty minutes. It counts once the
 * streams have been open for ten seconds, and for ten. All is on this machine: an upstream that
 * stamps each event with the time of its writing, the proxies and one client are processes of their own. Peers that are not
 * installed are left out.
 */
public final class GatewayLoad {

    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration MEASURED = Duration.ofSeconds(10);

    private GatewayLoad() {}

    /** Takes up to four numbers. */
    public static void main(String[] arguments) throws Exception {
        LoadPlan plan = new LoadPlan((int) number(arguments, 0, 1_000), number(arguments, 1, 20), WARM_UP, MEASURED);
        LoadPlan gentle = new LoadPlan(plan.streams(), plan.pace() / 4, WARM_UP, MEASURED);
        LoadRounds.print(
                List.of(plan, gentle), (int) number(arguments, 2, 5), (int) number(arguments, 3, 10_000), System.out);
    }

    private static double number(String[] arguments, int at, double otherwise) {
        return arguments.length > at ? Double.parseDouble(arguments[at]) : otherwise;
    }
}
