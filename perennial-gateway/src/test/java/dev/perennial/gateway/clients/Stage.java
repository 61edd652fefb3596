package dev.perennial.gateway.clients;

import dev.perennial.client.PerennialSettings;
import dev.perennial.client.PerennialSettingsBuilder;
import dev.perennial.gateway.Gateway;
import dev.perennial.gateway.GatewaySettings;
import dev.perennial.http.HttpSettings;
import dev.perennial.simulator.SimulatorServer;
import dev.perennial.simulator.SimulatorSettings;
import dev.perennial.simulator.manner.Manner;
import java.net.URI;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** A strict API, and a gateway with short clocks before it. */
final class Stage implements AutoCloseable {

    private final SimulatorServer api;
    private final Gateway gateway;

    private Stage(UnaryOperator<GatewaySettings> change) {
        api = SimulatorServer.start(SimulatorSettings.builder(WeatherModel.create())
                .manner(Manner.OBEDIENT)
                .build());
        gateway = Gateway.start(change.apply(before(api.baseUrl())));
    }

    static Stage open() {
        return open(settings -> settings);
    }

    static Stage open(UnaryOperator<GatewaySettings> change) {
        return new Stage(change);
    }

    /** Clocks that tests can wait for. Those of the beginning, where a cold machine is slow, only where a fault needs them. */
    static GatewaySettings before(URI upstream) {
        PerennialSettingsBuilder quick = PerennialSettings.builder()
                .stallTimeout(Duration.ofSeconds(2))
                .toolInputTimeout(Duration.ofSeconds(2))
                .thinkingTimeout(Duration.ofSeconds(2))
                .betweenBlocksTimeout(Duration.ofSeconds(2))
                .endingTimeout(Duration.ofSeconds(2));
        if (Troubles.all()) {
            quick.firstTokenTimeout(Duration.ofSeconds(3)).headTimeouts(Duration.ofSeconds(3), Duration.ofSeconds(3));
        }
        return GatewaySettings.DEFAULT
                .withHttp(HttpSettings.DEFAULT.withMaxBodyBytes(64L << 20))
                .withUpstream(upstream)
                .withStreams(quick.build());
    }

    /** What clients under test take for the API. */
    URI gateway() {
        return gateway.uri();
    }

    /** The API itself. */
    URI api() {
        return api.baseUrl();
    }

    /** How often the API was asked something in a conversation. */
    long requests(Talk talk) {
        return api.requests().stream()
                .map(r -> r.body().at("/messages/0").toString())
                .filter(first -> first.contains("(" + talk.id() + ")"))
                .count();
    }

    @Override
    public void close() {
        gateway.close();
        api.close();
    }
}
