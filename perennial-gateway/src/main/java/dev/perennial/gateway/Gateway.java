package dev.perennial.gateway;

import dev.perennial.http.Exchange;
import dev.perennial.http.Headers;
import dev.perennial.http.HttpServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

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
    private final HttpServer server;

    private Gateway(GatewaySettings settings) {
        upstream = Upstream.of(settings);
        PassThrough others = new PassThrough(upstream);
        MessageDoor messages = new MessageDoor(
                settings,
                upstream,
                others,
                System::nanoTime,
                () -> ThreadLocalRandom.current().nextLong());
        server = HttpServer.start(settings.http(), e -> handle(e, messages, others), ApiErrors::refuse);
    }

    /**
     * Starts a gateway.
     *
     * @throws dev.perennial.http.ServerStartException if it cannot listen there
     */
    public static Gateway start(GatewaySettings settings) {
        return new Gateway(settings);
    }

    private static void handle(Exchange exchange, MessageDoor messages, PassThrough others)
            throws InterruptedException {
        if (exchange.path().equals("/healthz")) {
            exchange.respond(200, Headers.of("Content-Type", "text/plain"), "ok\n".getBytes(StandardCharsets.UTF_8));
        } else if (MessageDoor.isFor(exchange)) {
            messages.handle(exchange);
        } else {
            others.pass(exchange);
        }
    }

    /** What clients take for the API's address. */
    public URI uri() {
        return server.uri();
    }

    /** Takes no more requests, waits for those that run as long as the settings say, and cuts the rest. */
    @Override
    public void close() {
        server.close();
        upstream.close();
    }
}
