package dev.perennial.app;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.http.Interceptor;
import dev.perennial.client.ClientFactory;
import dev.perennial.client.ClientSettings;
import dev.perennial.simulator.SimulatorServer;
import java.util.List;
import java.util.Optional;

/** An opened {@link Destination}: the client, and the simulator if that is where it leads. */
final class Upstream implements AutoCloseable {

    private final ClientSettings settings;
    private final AnthropicClient client;
    private final Optional<SimulatorServer> simulator;

    private Upstream(ClientSettings settings, AnthropicClient client, Optional<SimulatorServer> simulator) {
        this.settings = settings;
        this.client = client;
        this.simulator = simulator;
    }

    static Upstream open(Destination destination) {
        return open(destination, List.of());
    }

    /** Opens a destination with interceptors. */
    static Upstream open(Destination destination, List<Interceptor> interceptors) {
        boolean own = destination.simulated() && destination.client().baseUrl().isEmpty();
        return own
                ? simulated(destination.client(), interceptors)
                : new Upstream(
                        destination.client(),
                        ClientFactory.create(destination.client().withInterceptors(interceptors)),
                        Optional.empty());
    }

    private static Upstream simulated(ClientSettings settings, List<Interceptor> interceptors) {
        SimulatorServer simulator = BuiltInSimulator.start();
        ClientSettings local = ClientSettings.builder()
                .environment(settings.environment())
                .timeouts(settings.timeouts())
                .baseUrl(simulator.baseUrl().toString())
                .apiKey(Destination.NO_KEY)
                .build();
        return new Upstream(local, ClientFactory.create(local.withInterceptors(interceptors)), Optional.of(simulator));
    }

    /** What the client was made from, without its interceptors. */
    ClientSettings settings() {
        return settings;
    }

    AnthropicClient client() {
        return client;
    }

    @Override
    public void close() {
        client.close();
        simulator.ifPresent(SimulatorServer::close);
    }
}
