package dev.perennial.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a client of plain HTTP/1.1 sees of connections that are spoilt on purpose. */
@Timeout(60)
final class ConnectionTest {

    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

    private static HttpServer serve(HttpHandler handler) {
        return HttpServer.start(HttpSettings.DEFAULT, handler);
    }

    private static HttpServer gated(ConnectionGate gate) {
        HttpHandler hello = exchange -> exchange.respond(200, Headers.EMPTY, "hello".getBytes(UTF_8));
        return HttpServer.start(HttpSettings.DEFAULT.withGate(gate), hello);
    }

    private static void begin(Exchange exchange) {
        exchange.stream(200, Headers.EMPTY).write("half".getBytes(UTF_8));
    }

    @Test
    void reset_midway_clientSeesReset() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        HttpHandler handler = exchange -> {
            begin(exchange);
            read.await();
            exchange.connection().reset();
        };
        try (HttpServer server = serve(handler);
                RawClient client = new RawClient(server)) {
            client.send(GET).readUntil("half");
            read.countDown();

            assertThatThrownBy(client::readToEnd).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void finish_midway_clientSeesTheEndWithoutLastChunk() throws Exception {
        HttpHandler handler = exchange -> {
            begin(exchange);
            exchange.connection().finish();
        };
        try (HttpServer server = serve(handler);
                RawClient client = new RawClient(server)) {
            assertThat(client.send(GET).readToEnd()).endsWith("4\r\nhalf");
        }
    }

    @Test
    void finish_beforeTheHead_clientSeesNothing() throws Exception {
        try (HttpServer server = serve(exchange -> exchange.connection().finish());
                RawClient client = new RawClient(server)) {
            assertThat(client.send(GET).readToEnd()).isEmpty();
        }
    }

    @Test
    void takeOver_rawBytes_arriveAsTheyAre() throws Exception {
        HttpHandler handler = exchange -> {
            exchange.connection().takeOver();
            exchange.connection().writeRaw("HTTP/1.1 2".getBytes(UTF_8));
            exchange.connection().finish();
        };
        try (HttpServer server = serve(handler);
                RawClient client = new RawClient(server)) {
            assertThat(client.send(GET).readToEnd()).isEqualTo("HTTP/1.1 2");
        }
    }

    @Test
    void takeOver_thenRespond_isRefused() throws Exception {
        CountDownLatch refused = new CountDownLatch(1);
        HttpHandler handler = exchange -> {
            exchange.connection().takeOver();
            assertThatThrownBy(() -> exchange.respond(200, Headers.EMPTY, new byte[0]))
                    .isInstanceOf(IllegalStateException.class);
            refused.countDown();
            exchange.connection().finish();
        };
        try (HttpServer server = serve(handler);
                RawClient client = new RawClient(server)) {
            client.send(GET).readToEnd();

            assertThat(refused.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void blackHole_midway_staysOpenAndNothingMoreArrives() throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch clientLeft = new CountDownLatch(1);
        HttpHandler handler = exchange -> {
            StreamingResponse stream = exchange.stream(200, Headers.EMPTY);
            stream.write("half".getBytes(UTF_8));
            exchange.connection().blackHole();
            stream.write("lost".getBytes(UTF_8));
            written.countDown();
            exchange.connection().awaitClose();
            clientLeft.countDown();
        };
        try (HttpServer server = serve(handler);
                RawClient client = new RawClient(server)) {
            client.send(GET).readUntil("half");
            written.await();
            client.send("x".repeat(1 << 20));

            assertThat(client.hasMore()).isFalse();
            client.leave();
            assertThat(clientLeft.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void close_whileConnectionsAreBlackHoles_doesNotWait() throws Exception {
        CountDownLatch silent = new CountDownLatch(1);
        HttpHandler handler = exchange -> {
            exchange.connection().blackHole();
            silent.countDown();
            exchange.connection().awaitClose();
        };
        HttpServer server = serve(handler);
        try (RawClient client = new RawClient(server)) {
            client.send(GET);
            silent.await();
            server.close();

            assertThat(client.readToEnd()).isEmpty();
        }
    }

    @Test
    void gate_delay_connectionIsServedAfterIt() throws Exception {
        try (HttpServer server = gated(number -> new Admission.Delay(Duration.ofMillis(50)));
                RawClient client = new RawClient(server)) {
            assertThat(client.send(GET).readUntil("hello")).contains("200");
        }
    }

    @Test
    void gate_reset_firstConnectionDiesTheSecondWorks() throws Exception {
        try (HttpServer server = gated(number -> number == 1 ? new Admission.Reset() : new Admission.Accept());
                RawClient first = new RawClient(server);
                RawClient second = new RawClient(server)) {
            assertThatThrownBy(() -> first.send(GET).readUntil("hello")).isInstanceOf(IOException.class);
            assertThat(second.send(GET).readUntil("hello")).contains("200");
        }
    }

    @Test
    void gate_blackHole_isNeverAnswered() throws Exception {
        try (HttpServer server = gated(number -> new Admission.BlackHole());
                RawClient client = new RawClient(server)) {
            client.send(GET);

            assertThat(client.hasMore()).isFalse();
        }
    }

    @Test
    void malformedRequest_problemHandler_givesItsForm() throws Exception {
        ProblemHandler json = (exchange, problem) ->
                exchange.respond(problem.status(), Headers.EMPTY, ("{" + problem.message() + "}").getBytes(UTF_8));
        try (HttpServer server = HttpServer.start(HttpSettings.DEFAULT, exchange -> {}, json);
                RawClient client = new RawClient(server)) {
            assertThat(client.send("NONSENSE\r\n\r\n").readToEnd())
                    .startsWith("HTTP/1.1 400")
                    .endsWith("{The request is malformed.}");
        }
    }

    @Test
    void goAway_http1_doesNothing() throws Exception {
        HttpHandler handler = exchange -> {
            exchange.connection().goAway();
            exchange.respond(
                    200,
                    Headers.EMPTY,
                    String.valueOf(exchange.connection().isHttp2()).getBytes(UTF_8));
        };
        try (HttpServer server = serve(handler);
                RawClient client = new RawClient(server)) {
            assertThat(client.send(GET).readUntil("false")).contains("200");
        }
    }
}
