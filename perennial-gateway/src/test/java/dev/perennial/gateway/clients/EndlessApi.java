package dev.perennial.gateway.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perennial.http.Connection;
import dev.perennial.http.Exchange;
import dev.perennial.http.Headers;
import dev.perennial.http.HttpServer;
import dev.perennial.http.HttpSettings;
import java.net.URI;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** An API that begins to answer, never ends, and notices when nobody listens any more. */
final class EndlessApi implements AutoCloseable {

    private static final String BEGINNING = StoryEvents.begun(1);

    private final Semaphore gone = new Semaphore(0);
    private final HttpServer server = HttpServer.start(HttpSettings.DEFAULT, this::answer);

    URI uri() {
        return server.uri();
    }

    private void answer(Exchange exchange) throws InterruptedException {
        exchange.body();
        Semaphore left = new Semaphore(0);
        try (Connection.Watching _ = exchange.connection().whenGone(left::release)) {
            exchange.stream(200, Headers.of("Content-Type", "text/event-stream"))
                    .write(BEGINNING.getBytes(UTF_8));
            left.acquire();
            gone.release();
        }
    }

    /** Whether a client leaves within a minute. */
    boolean isLeft() throws InterruptedException {
        return gone.tryAcquire(60, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        server.close();
    }
}
