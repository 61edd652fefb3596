package dev.perennial.app;

import dev.perennial.gateway.GatewaySettings;
import dev.perennial.simulator.SimulatorServer;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/** What a gateway stands before: an address, or a simulator that is opened with it. */
final class UpstreamFlag implements AutoCloseable {

    static final String FALLBACK = GatewaySettings.ANTHROPIC.toString();

    private static final String SIMULATOR = "simulator";

    private final URI address;
    private final Optional<SimulatorServer> simulator;

    private UpstreamFlag(URI address, Optional<SimulatorServer> simulator) {
        this.address = address;
        this.simulator = simulator;
    }

    /**
     * Finds out what is meant, and starts the simulator if it is.
     *
     * @param fallback what is meant where nothing is said
     * @throws UsageException if it is no address
     */
    static UpstreamFlag open(ParseResult arguments, String fallback) {
        String given = arguments.matchedOptionValue("--upstream", fallback);
        if (given.equals(SIMULATOR)) {
            SimulatorServer server = BuiltInSimulator.start();
            return new UpstreamFlag(server.baseUrl(), Optional.of(server));
        }
        return new UpstreamFlag(address(given), Optional.empty());
    }

    private static URI address(String given) {
        try {
            return URI.create(given.contains("://") ? given : "https://" + given);
        } catch (IllegalArgumentException malformed) {
            throw new UsageException("`--upstream` is `" + given + "`: say an address such as " + FALLBACK + ".");
        }
    }

    URI address() {
        return address;
    }

    boolean isSimulator() {
        return simulator.isPresent();
    }

    /** What people are told. */
    String place() {
        return simulator.map(_ -> "the built-in simulator").orElse(address.toString());
    }

    @Override
    public void close() {
        simulator.ifPresent(SimulatorServer::close);
    }
}
