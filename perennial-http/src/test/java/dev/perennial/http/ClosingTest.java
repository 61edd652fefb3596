package dev.perennial.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that closes lets go of those who wait for nothing, and of nobody else. */
@Timeout(60)
final class ClosingTest {

    private static final HttpSettings PATIENT = HttpSettings.DEFAULT.withCloseGrace(Duration.ofSeconds(30));
    private static final int LONG = 32 << 20;

    @Test
    void close_uploadStandsStill_waitsForIt() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        HttpHandler handler = exchange -> {
            reading.countDown();
            exchange.respond(200, Headers.EMPTY, exchange.body());
        };
        HttpServer server = HttpServer.start(PATIENT, handler);
        try (RawClient idle = new RawClient(server);
                RawClient uploading = new RawClient(server)) {
            uploading.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\n\r\nfir");
            reading.await();

            CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close);
            assertThat(idle.readToEnd()).isEmpty();

            assertThat(uploading.send("st!").readToEnd()).endsWith("\r\n\r\nfirst!");
            closed.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void close_readerStandsStill_waitsForIt() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        byte[] body = "x".repeat(LONG).getBytes(ISO_8859_1);
        HttpHandler handler = exchange -> {
            StreamingResponse response = exchange.stream(200, Headers.EMPTY);
            response.write(new byte[] {'<'});
            writing.countDown();
            response.write(body);
        };
        HttpServer server = HttpServer.start(PATIENT, handler);
        try (RawClient idle = new RawClient(server);
                RawClient slow = new RawClient(server)) {
            slow.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n").readUntil("<");
            writing.await();

            CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close);
            assertThat(idle.readToEnd()).isEmpty();

            assertThat(slow.readToEnd().chars().filter(c -> c == 'x').count()).isEqualTo(LONG);
            closed.get(30, TimeUnit.SECONDS);
        }
    }

    /** A handler that goes on behind its answer until it is let go. */
    private static final class Working implements HttpHandler {

        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch go = new CountDownLatch(1);
        private volatile boolean ended;

        @Override
        public void handle(Exchange exchange) throws InterruptedException {
            exchange.respond(200, Headers.of("Connection", "close"), "done".getBytes(ISO_8859_1));
            begun.countDown();
            go.await();
            ended = true;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void close_handlerGoesOnBehindItsAnswer_waitsForIt(boolean clientStays) throws Exception {
        Working working = new Working();
        HttpServer server = HttpServer.start(PATIENT.withCloseGrace(Duration.ofMinutes(5)), working);
        try (RawClient idle = new RawClient(server);
                RawClient client = new RawClient(server)) {
            client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n").readUntil("done");
            working.begun.await();
            if (!clientStays) {
                client.reset();
            }
            CompletableFuture<Boolean> endedBefore = CompletableFuture.supplyAsync(() -> {
                server.close();
                return working.ended;
            });
            assertThat(idle.readToEnd()).as("it is closing").isEmpty();
            working.go.countDown();

            assertThat(endedBefore.join()).isTrue();
        }
    }
}
