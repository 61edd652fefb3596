package dev.perennial.gateway;

import dev.perennial.client.NetworkWatch;
import dev.perennial.client.PerennialListener;
import dev.perennial.client.governor.Governing;
import dev.perennial.client.telemetry.FlightRecorderEvents;
import dev.perennial.http.HttpServer;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/**
 * A running gateway: clients that take its address for the API's get messages that do not break.
 *
 * <pre>{@code
 * try (Gateway gateway = Gateway.start(GatewaySettings.DEFAULT)) {
 *     System.out.println("export ANTHROPIC_BASE_URL=" + gateway.uri());
 * }
 * }</pre>
 *
 * <p>Safe for use by several threads.
 */
public final class Gateway implements AutoCloseable {

    private final Destinations destinations;
    private final RunningMessages running = new RunningMessages();
    private final Duration grace;
    private final HttpServer server;
    private final NetworkWatch.Watching network;

    private Gateway(GatewaySettings settings) {
        LongSupplier clock = System::nanoTime;
        LongSupplier random = () -> ThreadLocalRandom.current().nextLong();
        Governing governing = settings.governing().opened();
        GatewayMetrics metrics = new GatewayMetrics(settings.listener(), governing.governor());
        grace = settings.http().closeGrace();
        destinations = Destinations.of(settings, clock);
        PassThrough others = new PassThrough(destinations.first());
        PerennialListener listener =
                FlightRecorderEvents.listener().andThen(metrics.ofMessages()).andThen(settings.events());
        MessageDoor messages =
                new MessageDoor(settings.withGoverning(governing), destinations, running, listener, clock, random);
        Callers callers = new Callers(settings.access());
        Front front = new Front(
                callers,
                new Admittance(settings),
                messages,
                others,
                new Readiness(destinations.first()),
                metrics,
                metrics,
                clock);
        server = HttpServer.start(settings.http(), front, ApiErrors::refuse);
        network = new NetworkWatch().onChange(this::networkChanged);
    }

    /** What waits to be used again may be dead, and what is in use has to show that it is not. */
    void networkChanged(NetworkWatch.Change change) {
        boolean doubtful = change == NetworkWatch.Change.OTHER;
        if (doubtful) {
            destinations.connectAnew();
        }
        running.networkChanged(doubtful);
    }

    /**
     * Starts a gateway.
     *
     * @throws dev.perennial.http.ServerStartException if it cannot listen there
     * @throws IllegalArgumentException if the upstream is this gateway itself
     */
    public static Gateway start(GatewaySettings settings) {
        if (Target.of(settings.upstream()).isHere(settings.http().port())) {
            throw new IllegalArgumentException("upstream " + settings.upstream()
                    + " is this gateway itself; name the API, or choose another port.");
        }
        settings.fallbacks().stream()
                .flatMap(f -> f.server().stream())
                .filter(server -> Target.of(server).isHere(settings.http().port()))
                .findFirst()
                .ifPresent(here -> {
                    throw new IllegalArgumentException(
                            "the fallback " + here + " is this gateway itself; name another server.");
                });
        return new Gateway(settings);
    }

    /** What clients take for the API's address. */
    public URI uri() {
        return server.uri();
    }

    /** Takes no more requests, waits for those that run as long as the settings say, and ends the rest. */
    @Override
    public void close() {
        network.close();
        Thread farewell = running.endBefore(grace);
        server.close();
        farewell.interrupt();
        destinations.close();
    }
}
