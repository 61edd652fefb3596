package dev.perennial.benchmarks.gateway;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** Measures all routes in turns and prints what came of it. */
public final class LoadRounds {

    /** Sockets to a stream in a proxy. */
    private static final int SOCKETS = 2;

    /** Files and sockets that a process has open besides. */
    private static final int OTHER_FILES = 300;

    /** Portkey holds some 200 KiB a stream: more than a small machine has for many. */
    private static final int MOST_IN_PORTKEY = 1_000;

    private final Bench bench;
    private final Routes routes;
    private final PrintStream out;
    private final Report report;

    private LoadRounds(Bench bench, Routes routes, PrintStream out) {
        this.bench = bench;
        this.routes = routes;
        this.out = out;
        this.report = new Report(out);
    }

    /**
     * Runs every plan for so many rounds and one before that does not count, then holds so many streams open.
     *
     * @throws IOException if a process cannot be started
     */
    public static void print(List<LoadPlan> plans, int rounds, int held, PrintStream out)
            throws IOException, InterruptedException {
        try (Bench bench = Bench.open();
                Routes routes = Routes.open(bench.port(), out)) {
            LoadRounds all = new LoadRounds(bench, routes, out);
            all.report.surroundings(rounds);
            plans.forEach(plan -> all.report.load(all.series(plan, rounds)));
            all.hold(held);
        }
    }

    private Series series(LoadPlan plan, int rounds) {
        routes.inOrder(0).forEach(route -> bench.measure(route, plan));
        Series series = Series.of(plan);
        for (int round = 0; round < rounds; round++) {
            routes.inOrder(round).forEach(route -> series.add(route.name(), bench.measure(route, plan)));
        }
        return series;
    }

    private void hold(int wanted) {
        long most = (Bench.mostFiles().orElse(Long.MAX_VALUE) - OTHER_FILES) / SOCKETS;
        if (wanted > most) {
            out.printf(
                    "A process here may have %d files and sockets open (`ulimit -Hn`), which are %d streams; %d would need %d.%n%n",
                    Bench.mostFiles().orElse(0L), most, wanted, wanted * SOCKETS + OTHER_FILES);
        }
        int streams = (int) Math.min(wanted, most);
        if (streams > 0) {
            report.heldHeader();
            routes.inOrder(0).stream()
                    .filter(route -> route.proxy().isPresent())
                    .map(route -> Holding.measure(bench, route, most(route, streams)))
                    .forEach(report::held);
        }
    }

    private static int most(Route route, int streams) {
        return route instanceof ThroughPortkey ? Math.min(streams, MOST_IN_PORTKEY) : streams;
    }
}
