package dev.perennial.benchmarks.gateway;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;

/** Prints what was measured as Markdown. */
final class Report {

    private static final String GATEWAY = "Perennial";

    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    void surroundings(int rounds) {
        out.printf(
                "Java %s, %d processors, %s; gateway with %s; medians of %d rounds, routes in another order in each.%n%n",
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                String.join(" ", ThroughGateway.flags()),
                rounds);
    }

    void load(Series series) {
        out.printf(
                Locale.ROOT,
                "%,d streams, %s events a second on each:%n%n",
                series.plan().streams(),
                trimmed(series.plan().pace()));
        out.println(
                "| through | p50 ms | p99 ms | CPU µs/event | proxy, upstream, client: processors | events/s | not whole | lost |");
        out.println("|---|---|---|---|---|---|---|---|");
        series.samples().keySet().forEach(route -> row(series, route));
        out.println();
        goals(series);
        out.println();
    }

    private void row(Series series, String route) {
        out.printf(
                Locale.ROOT,
                "| %s | %.3f | %.2f | %.1f | %.2f, %.2f, %.2f | %,.0f | %d | %d |%n",
                route,
                series.median(route, Sample::medianMillis),
                series.median(route, Sample::nearlyAllMillis),
                series.median(route, Sample::cpuPerEvent),
                series.median(route, Sample::proxyCores),
                series.median(route, Sample::upstreamCores),
                series.median(route, Sample::clientCores),
                series.median(route, Sample::eventsPerSecond),
                series.of(route).stream()
                        .mapToInt(s -> series.plan().streams() - s.client().whole())
                        .sum(),
                series.of(route).stream().mapToLong(Sample::lost).sum());
    }

    private void goals(Series series) {
        say("over nginx, p50: %.3f ms (goal: at most 0.3)", series.difference(GATEWAY, "nginx", Sample::medianMillis));
        say("over nginx, p99: %.2f ms (goal: at most 3)", series.difference(GATEWAY, "nginx", Sample::nearlyAllMillis));
        say("CPU: %.2f of nginx' (goal: at most 2)", series.ratio(GATEWAY, "nginx", Sample::cpuPerEvent));
        say("CPU: Portkey's is %.2f of it (goal: at least 2)", series.ratio("Portkey", GATEWAY, Sample::cpuPerEvent));
    }

    private void say(String line, Optional<Double> figure) {
        figure.ifPresent(f -> out.printf(Locale.ROOT, "- " + line + "%n", f));
    }

    void heldHeader() {
        out.println("| through | streams | open | whole in the end | live heap each, KiB | resident each, KiB |");
        out.println("|---|---|---|---|---|---|");
    }

    void held(Holding holding) {
        out.printf(
                Locale.ROOT,
                "| %s | %,d | %,d | %,d | %s | %.1f |%n",
                holding.route(),
                holding.streams(),
                holding.opened(),
                holding.whole(),
                holding.heapPerStream()
                        .map(bytes -> String.format(Locale.ROOT, "%.1f", bytes / 1024.0))
                        .orElse("–"),
                holding.residentPerStream() / 1024.0);
    }

    private static String trimmed(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
