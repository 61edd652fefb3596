package dev.perennial.benchmarks.gateway;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.perennial.benchmarks.process.Child;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The upstream and the client, each a process of its own, between which routes are measured one at a time. */
final class Bench implements AutoCloseable {

    private static final List<String> FLAGS = List.of("-Xms256m", "-Xmx1g", "-XX:+UseSerialGC");

    private final Child upstream;
    private final Child client;
    private final int port;

    private Bench(Child upstream, Child client) {
        this.upstream = upstream;
        this.client = client;
        this.port = (int) upstream.hearNumber();
        client.hear();
        upstream.requireSameClock();
        client.requireSameClock();
    }

    static Bench open() throws IOException {
        return new Bench(Child.start(LoadUpstream.class, FLAGS), Child.start(LoadClient.class, FLAGS));
    }

    /** Where the upstream listens. */
    int port() {
        return port;
    }

    /** Runs the plan over a route. */
    Sample measure(Route route, LoadPlan plan) {
        begin(route, plan);
        client.hear(); // window
        Cpu before = cpu(route);
        client.hear(); // measured
        Cpu after = cpu(route);
        return end(plan, before, after);
    }

    /** Has streams open while something is looked at; what became of them afterwards. */
    Sample hold(Route route, LoadPlan plan, Runnable look) {
        begin(route, plan);
        client.hear();
        client.hear();
        look.run();
        Cpu none = new Cpu(Duration.ZERO, Duration.ZERO, Duration.ZERO);
        return end(plan, none, none);
    }

    private void begin(Route route, LoadPlan plan) {
        upstream.say("pace " + plan.pace());
        String headers = route.headers().isEmpty() ? "" : " " + String.join(" ", route.headers());
        client.say("run " + route.port() + " " + plan.streams() + " "
                + plan.warmUp().toMillis() + " " + plan.measured().toMillis() + headers);
        client.hear(); // open
    }

    private Sample end(LoadPlan plan, Cpu before, Cpu after) {
        upstream.say("stop");
        ClientResult result = ClientResult.parse(client.hear());
        upstream.say("written");
        return new Sample(
                result,
                upstream.hearNumber(),
                plan.measured(),
                after.proxy().minus(before.proxy()),
                after.upstream().minus(before.upstream()),
                after.client().minus(before.client()));
    }

    private record Cpu(Duration proxy, Duration upstream, Duration client) {}

    private Cpu cpu(Route route) {
        return new Cpu(
                route.proxy().map(ProcessTree::cpu).orElse(Duration.ZERO),
                new ProcessTree(upstream.handle()).cpu(),
                new ProcessTree(client.handle()).cpu());
    }

    /** How many files and sockets a process of this kind may have open; empty where the system does not tell. */
    static Optional<Long> mostFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? Optional.of(system.getMaxFileDescriptorCount())
                : Optional.empty();
    }

    @Override
    public void close() {
        client.close();
        upstream.close();
    }
}
