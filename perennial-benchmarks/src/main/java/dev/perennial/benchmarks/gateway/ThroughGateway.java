package dev.perennial.benchmarks.gateway;

import dev.perennial.benchmarks.process.Child;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Through Perennial's gateway. */
final class ThroughGateway implements Route {

    /** The property that names other flags, separated by blanks. */
    static final String FLAGS = "perennial.load.gateway.flags";

    /** Those of {@code ./perennial}, with the heap of the goal. */
    private static final String USUAL = "-Xmx1g -XX:+UseSerialGC -Djdk.httpclient.bufsize=4096";

    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

    private final Child process;
    private final int port;

    private ThroughGateway(Child process) {
        this.process = process;
        this.port = (int) process.hearNumber();
    }

    static ThroughGateway to(int upstream) throws IOException {
        return new ThroughGateway(Child.start(GatewayProcess.class, flags(), "http://127.0.0.1:" + upstream));
    }

    static List<String> flags() {
        return List.of(System.getProperty(FLAGS, USUAL).split(" ", -1));
    }

    @Override
    public String name() {
        return "Perennial";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Optional<ProcessTree> proxy() {
        return Optional.of(new ProcessTree(process.handle()));
    }

    /** After a collection of all garbage. */
    @Override
    public Optional<Long> liveHeap() {
        Matcher total = TOTAL.matcher(histogram());
        return total.find() ? Optional.of(Long.parseLong(total.group(1))) : Optional.empty();
    }

    private String histogram() {
        String pid = Long.toString(process.handle().pid());
        try (Output jcmd = Output.of(Child.tool("jcmd").toString(), pid, "GC.class_histogram")) {
            return jcmd.text();
        } catch (IOException noSuchTool) {
            return "";
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
