package dev.perennial.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class HttpServerTest {

    private static final HttpHandler ECHO = exchange -> exchange.respond(200, Headers.EMPTY, exchange.body());

    private static HttpServer serve(HttpHandler handler) {
        return HttpServer.start(HttpSettings.DEFAULT, handler);
    }

    private static HttpResponse<String> post(HttpServer server, String path, String body)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(server.uri().resolve(path))
                            .header("X-Colour", "blue")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    @Test
    void respond_ownDate_replacesTheServers() throws Exception {
        String date = "Fri, 06 Nov 2026 12:00:00 GMT";
        HttpHandler handler = exchange -> exchange.respond(200, Headers.of("date", date), "!".getBytes(UTF_8));
        try (HttpServer server = HttpServer.start(HttpSettings.DEFAULT, handler);
                RawClient client = new RawClient(server)) {
            assertThat(client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n").readUntil("!"))
                    .containsOnlyOnce("ate: " + date)
                    .containsOnlyOnce("ate: ");
        }
    }

    @Test
    void respond_requestWithBody_sendsStatusHeadersAndBody() throws Exception {
        HttpHandler handler = exchange -> exchange.respond(
                201,
                Headers.of("X-Seen", exchange.headers().first("x-colour").orElse("none")),
                (exchange.method() + " " + exchange.path() + " " + exchange.query() + " "
                                + exchange.query("q").orElse("-") + " " + new String(exchange.body(), UTF_8))
                        .getBytes(UTF_8));
        try (HttpServer server = serve(handler)) {
            HttpResponse<String> response = post(server, "/a%20b?q=x%26y&beta=true", "Grüße");

            assertThat(response.statusCode()).isEqualTo(201);
            assertThat(response.body()).isEqualTo("POST /a%20b q=x%26y&beta=true x&y Grüße");
            assertThat(response.headers().firstValue("x-seen")).contains("blue");
            assertThat(response.headers().firstValue("server")).isEmpty();
        }
    }

    @Test
    void handle_anyRequest_runsOnVirtualThread() throws Exception {
        HttpHandler handler = exchange -> exchange.respond(
                200,
                Headers.EMPTY,
                String.valueOf(Thread.currentThread().isVirtual()).getBytes(UTF_8));
        try (HttpServer server = serve(handler)) {
            assertThat(post(server, "/", "").body()).isEqualTo("true");
        }
    }

    @Test
    void body_longerThanLimit_isAnswered413AndLaterRequestsWork() throws Exception {
        HttpSettings small = HttpSettings.DEFAULT.withMaxBodyBytes(10);
        try (HttpServer server = HttpServer.start(small, ECHO)) {
            assertThat(post(server, "/", "x".repeat(11)).statusCode()).isEqualTo(413);
            assertThat(post(server, "/", "x".repeat(5_000_000)).statusCode()).isEqualTo(413);
            assertThat(post(server, "/", "x".repeat(10)).body()).hasSize(10);
        }
    }

    @Test
    void bodyUpTo_longerBody_givesTheBeginning() throws Exception {
        try (HttpServer server = serve(e -> e.respond(200, Headers.EMPTY, e.bodyUpTo(4)))) {
            assertThat(post(server, "/", "abcdefgh").body()).isEqualTo("abcd");
        }
    }

    @Test
    void handle_connectionClose_closesAfterTheResponse() throws Exception {
        try (HttpServer server = serve(ECHO);
                RawClient client = new RawClient(server)) {
            client.send("POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\nhi");

            assertThat(client.readToEnd()).startsWith("HTTP/1.1 200").endsWith("\r\n\r\nhi");
        }
    }

    @Test
    void handle_keepAlive_servesSeveralRequestsOnOneConnection() throws Exception {
        try (HttpServer server = serve(ECHO);
                RawClient client = new RawClient(server)) {
            String request = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n";

            assertThat(client.send(request + "m1").readUntil("m1")).startsWith("HTTP/1.1 200");
            assertThat(client.send(request + "m2").readUntil("m2")).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void handle_malformedRequest_isAnswered400WithoutStackTrace() throws Exception {
        try (HttpServer server = serve(ECHO)) {
            for (String bad : new String[] {
                "NONSENSE\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: minus\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc",
            }) {
                try (RawClient client = new RawClient(server)) {
                    assertThat(client.send(bad).readToEnd())
                            .describedAs(bad)
                            .startsWith("HTTP/1.1 400")
                            .doesNotContain("org.eclipse", "<html");
                }
            }
            assertThat(post(server, "/", "still here").body()).isEqualTo("still here");
        }
    }

    @Test
    void handle_hugeHeader_isRefused() throws Exception {
        try (HttpServer server = serve(ECHO);
                RawClient client = new RawClient(server)) {
            client.send("GET / HTTP/1.1\r\nHost: x\r\nX-Huge: " + "h".repeat(20_000) + "\r\n\r\n");

            assertThat(client.readUntil("\r\n")).startsWith("HTTP/1.1 431");
        }
    }

    @Test
    void body_clientLeavesInTheMiddle_throwsClientGone() throws Exception {
        CompletableFuture<Class<?>> seen = new CompletableFuture<>();
        HttpHandler handler = exchange -> {
            try {
                exchange.body();
            } catch (RuntimeException e) {
                seen.complete(e.getClass());
                throw e;
            }
        };
        try (HttpServer server = serve(handler);
                RawClient client = new RawClient(server)) {
            client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nonly this");
            client.leave();

            assertThat(seen.get(20, TimeUnit.SECONDS)).isEqualTo(ClientGoneException.class);
        }
    }

    @Test
    void handle_handlerThrows_isAnswered500WithoutDetails() throws Exception {
        HttpHandler handler = exchange -> {
            throw new IllegalStateException("secret detail");
        };
        try (HttpServer server = serve(handler)) {
            HttpResponse<String> response = post(server, "/", "");

            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(response.body()).doesNotContain("secret");
        }
    }

    @Test
    void handle_handlerDoesNotAnswer_isAnswered500() throws Exception {
        try (HttpServer server = serve(exchange -> {})) {
            assertThat(post(server, "/", "").statusCode()).isEqualTo(500);
        }
    }

    @Test
    void respond_twice_isRefused() throws Exception {
        CompletableFuture<Throwable> second = new CompletableFuture<>();
        HttpHandler handler = exchange -> {
            exchange.respond(200, Headers.EMPTY, new byte[0]);
            try {
                exchange.respond(200, Headers.EMPTY, new byte[0]);
            } catch (IllegalStateException e) {
                second.complete(e);
            }
        };
        try (HttpServer server = serve(handler)) {
            post(server, "/", "");
            assertThat(second.get(20, TimeUnit.SECONDS)).hasMessageContaining("already answered");
        }
    }

    @Test
    void start_portInUse_namesPortAndWayOut() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            HttpSettings taken = HttpSettings.DEFAULT.withPort(other.getLocalPort());

            assertThatThrownBy(() -> HttpServer.start(taken, ECHO))
                    .isInstanceOf(ServerStartException.class)
                    .hasMessageContaining("port " + other.getLocalPort())
                    .hasMessageContaining("choose another port");
        }
    }

    @Test
    void start_portOfServerJustClosed_works() throws Exception {
        int port;
        try (HttpServer first = serve(ECHO)) {
            port = first.port();
            assertThat(post(first, "/", "1").body()).isEqualTo("1");
        }
        try (HttpServer second = HttpServer.start(HttpSettings.DEFAULT.withPort(port), ECHO)) {
            assertThat(second.uri()).isEqualTo(URI.create("http://127.0.0.1:" + port));
            assertThat(post(second, "/", "2").body()).isEqualTo("2");
        }
    }

    @Test
    void uri_closedServer_isWhereItWas() {
        HttpServer server = HttpServer.start(HttpSettings.DEFAULT, exchange -> {});
        URI address = server.uri();
        server.close();

        assertThat(server.uri()).isEqualTo(address).hasPort(server.port());
    }

    @Test
    void close_exchangeWithinGrace_isFinished() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        HttpHandler handler = exchange -> {
            inside.countDown();
            go.await();
            exchange.respond(200, Headers.EMPTY, "done".getBytes(UTF_8));
        };
        HttpServer server = HttpServer.start(HttpSettings.DEFAULT.withCloseGrace(Duration.ofSeconds(30)), handler);
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> body(server));
        inside.await();
        CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
        awaitRefusal(server.port());
        go.countDown();

        assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo("done");
        closing.get(20, TimeUnit.SECONDS);
    }

    private static String body(HttpServer server) {
        try {
            return post(server, "/", "").body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitRefusal(int port) {
        Optional<IOException> refused = Optional.empty();
        while (refused.isEmpty()) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
            } catch (IOException e) {
                refused = Optional.of(e);
            }
        }
    }

    @Test
    void close_blockedHandlerWithoutGrace_isInterrupted() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        HttpHandler handler = exchange -> {
            inside.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
        };
        HttpServer server = serve(handler);
        try (RawClient client = new RawClient(server)) {
            client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            inside.await();
            server.close();

            assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static final HttpHandler REFUSES = exchange -> exchange.respond(401, Headers.EMPTY, "No!".getBytes(UTF_8));

    @Test
    void respond_bodyThatTheHandlerDoesNotWant_isTakenAllTheSame() throws Exception {
        String body = "x".repeat(20_000_000);
        try (HttpServer server = serve(REFUSES);
                RawClient client = new RawClient(server)) {
            String head = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length() + "\r\n\r\n";

            assertThat(client.send(head + body).readUntil("No!")).startsWith("HTTP/1.1 401");
            assertThat(client.send(head + body).readUntil("No!")).startsWith("HTTP/1.1 401");
        }
    }

    @Test
    void respond_clientThatWaitsToSendItsBody_doesNotSendIt() throws Exception {
        try (HttpServer server = serve(REFUSES);
                RawClient client = new RawClient(server)) {
            client.send("POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n");

            assertThat(client.readToEnd()).startsWith("HTTP/1.1 401").endsWith("No!");
        }
    }

    @Test
    void keepAlive_unwantedBodyByteByByte_isGivenUp() throws Exception {
        try (HttpServer server = HttpServer.start(HttpSettings.DEFAULT.withKeepAlive(Duration.ofMillis(300)), REFUSES);
                RawClient slow = new RawClient(server)) {
            slow.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999\r\n\r\n")
                    .readUntil("No!");

            assertThat(slow.dripsUntilClosed()).isTrue();
        }
    }

    @Test
    void keepAlive_requestByteByByte_isGivenUp() throws Exception {
        try (HttpServer server = HttpServer.start(HttpSettings.DEFAULT.withKeepAlive(Duration.ofMillis(300)), ECHO);
                RawClient slow = new RawClient(server)) {
            slow.send("GET / HTTP/1.1\r\nX-Slow: ");

            assertThat(slow.dripsUntilClosed()).isTrue();
        }
    }
}
