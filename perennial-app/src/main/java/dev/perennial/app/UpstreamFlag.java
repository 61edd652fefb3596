package dev.perennial.app;

import com.anthropic.backends.Backend;
import dev.perennial.app.config.Settings;
import dev.perennial.client.ClientFactory;
import dev.perennial.client.ClientSettings;
import dev.perennial.client.Provider;
import dev.perennial.gateway.GatewayProvider;
import dev.perennial.gateway.GatewaySettings;
import dev.perennial.simulator.SimulatorServer;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/** What a gateway stands before: an address, a provider, or a simulator that is opened with it. */
final class UpstreamFlag implements AutoCloseable {

    static final String FALLBACK = GatewaySettings.ANTHROPIC.toString();

    static final String SIMULATOR = "simulator";

    private final URI address;
    private final Optional<SimulatorServer> simulator;
    private final Optional<GatewayProvider> provider;

    private UpstreamFlag(URI address, Optional<SimulatorServer> simulator, Optional<GatewayProvider> provider) {
        this.address = address;
        this.simulator = simulator;
        this.provider = provider;
    }

    /**
     * Finds out what is meant, and starts the simulator if it is. With a provider an address that is said is that of its endpoint.
     *
     * @param fallback what is meant where nothing is said
     * @throws UsageException if it is no address
     * @throws dev.perennial.client.ClientConfigurationException if something is missing that the provider needs
     */
    static UpstreamFlag open(ParseResult arguments, String fallback, Surroundings surroundings) {
        Settings settings = surroundings.settings().load(Flags.settings(arguments));
        Provider provider = ProviderSetting.of(settings);
        return provider == Provider.ANTHROPIC ? open(arguments, fallback) : open(provider, arguments, surroundings);
    }

    private static UpstreamFlag open(Provider provider, ParseResult arguments, Surroundings surroundings) {
        ClientSettings.Builder client =
                ClientSettings.builder().provider(provider).environment(surroundings.environment());
        String given = arguments.matchedOptionValue("--upstream", "");
        if (given.equals(SIMULATOR)) {
            throw new UsageException("`--upstream` is `" + SIMULATOR + "`, but `--provider` is `" + provider.key()
                    + "`: the simulator speaks the Messages API only, leave one of them out.");
        }
        if (!given.isEmpty()) {
            client.baseUrl(address(given).toString());
        }
        Backend backend = ClientFactory.backend(client.build()).orElseThrow();
        return new UpstreamFlag(
                URI.create(backend.baseUrl()), Optional.empty(), Optional.of(new GatewayProvider(provider, backend)));
    }

    private static UpstreamFlag open(ParseResult arguments, String fallback) {
        String given = arguments.matchedOptionValue("--upstream", fallback);
        if (given.equals(SIMULATOR)) {
            SimulatorServer server = BuiltInSimulator.start();
            return new UpstreamFlag(server.baseUrl(), Optional.of(server), Optional.empty());
        }
        return new UpstreamFlag(address(given), Optional.empty(), Optional.empty());
    }

    private static URI address(String given) {
        try {
            return URI.create(given.contains("://") ? given : "https://" + given);
        } catch (IllegalArgumentException malformed) {
            throw new UsageException("`--upstream` is `" + given + "`: say an address such as " + FALLBACK + ".");
        }
    }

    /** Whether whoever reaches the gateway uses credentials that are found here. */
    boolean isProvider() {
        return provider.isPresent();
    }

    /** A gateway's settings before it. */
    GatewaySettings before(GatewaySettings settings) {
        return provider.map(settings::withProvider).orElseGet(() -> settings.withUpstream(address));
    }

    boolean isSimulator() {
        return simulator.isPresent();
    }

    /** What people are told. */
    String place() {
        String place = provider.map(p -> p.provider().title() + " at ").orElse("") + address;
        return simulator.map(_ -> "the built-in simulator").orElse(place);
    }

    @Override
    public void close() {
        simulator.ifPresent(SimulatorServer::close);
    }
}
