package dev.perennial.gateway;

import dev.perennial.client.PerennialListener;
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

    private final Upstream upstream;
    private final RunningMessages running = new RunningMessages();
    private final Duration grace;
    private final HttpServer server;

    private Gateway(GatewaySettings settings) {
        LongSupplier clock = System::nanoTime;
        LongSupplier random = () -> ThreadLocalRandom.current().nextLong();
        GatewayMetrics metrics = new GatewayMetrics(settings.listener());
        grace = settings.http().closeGrace();
        upstream = Upstream.of(settings);
        PassThrough others = new PassThrough(upstream);
        PerennialListener listener = FlightRecorderEvents.listener().andThen(metrics.ofMessages());
        MessageDoor messages = new MessageDoor(settings, upstream, running, listener, clock, random);
        Front front = new Front(messages, others, new Readiness(upstream), metrics, metrics, clock);
        server = HttpServer.start(settings.http(), front, ApiErrors::refuse);
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
        return new Gateway(settings);
    }

    /** What clients take for the API's address. */
    public URI uri() {
        return server.uri();
    }

    /** Takes no more requests, waits for those that run as long as the settings say, and ends the rest. */
    @Override
    public void close() {
        Thread farewell = running.endBefore(grace);
        server.close();
        farewell.interrupt();
        upstream.close();
    }
}
