package dev.perennial.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Silent servers notice that their clients have gone. */
@Timeout(60)
final class PauseTest {

    private static final String GET = "GET /%s HTTP/1.1\r\nHost: x\r\n\r\n";

    /** Answers with the path, after a pause; what goes wrong in the pause is told to the future. */
    private static HttpHandler pausing(Duration time, CountDownLatch begun, CompletableFuture<Throwable> broken) {
        return exchange -> {
            StreamingResponse stream = exchange.stream(200, Headers.EMPTY);
            stream.write(("begun " + exchange.path()).getBytes(UTF_8));
            begun.countDown();
            try {
                exchange.connection().pause(time);
            } catch (ClientGoneException gone) {
                broken.complete(gone);
                throw gone;
            }
            stream.write(("ended " + exchange.path()).getBytes(UTF_8));
        };
    }

    private static HttpHandler pausing(Duration time) {
        return pausing(time, new CountDownLatch(1), new CompletableFuture<>());
    }

    @ParameterizedTest
    @ValueSource(strings = {"close", "reset", "stopSending"})
    void pause_clientLeaves_endsAtOnce(String how) throws Exception {
        CompletableFuture<Throwable> broken = new CompletableFuture<>();
        HttpHandler handler = pausing(Duration.ofHours(1), new CountDownLatch(1), broken);
        try (HttpServer server = HttpServer.start(HttpSettings.DEFAULT, handler);
                RawClient client = new RawClient(server)) {
            client.send(GET.formatted("a")).readUntil("begun /a");
            switch (how) {
                case "close" -> client.leave();
                case "reset" -> client.reset();
                default -> client.stopSending();
            }

            assertThat(broken.get(30, TimeUnit.SECONDS)).isInstanceOf(ClientGoneException.class);
        }
    }

    /** Clients keep their connections; whoever leaves at the third request is noticed as at the first. */
    @Test
    void pause_laterRequestOfAConnection_endsWhenTheClientLeaves() throws Exception {
        CompletableFuture<Throwable> broken = new CompletableFuture<>();
        HttpHandler quick = pausing(Duration.ofMillis(1));
        HttpHandler slow = pausing(Duration.ofHours(1), new CountDownLatch(1), broken);
        HttpHandler handler = exchange -> (exchange.path().equals("/c") ? slow : quick).handle(exchange);
        try (HttpServer server = HttpServer.start(HttpSettings.DEFAULT, handler);
                RawClient client = new RawClient(server)) {
            client.send(GET.formatted("a")).readUntil("ended /a");
            client.send(GET.formatted("b")).readUntil("ended /b");
            client.send(GET.formatted("c")).readUntil("begun /c");
            client.leave();

            assertThat(broken.get(30, TimeUnit.SECONDS)).isInstanceOf(ClientGoneException.class);
        }
    }

    @Test
    void pause_beforeTheHead_endsWhenTheClientLeaves() throws Exception {
        CountDownLatch pausing = new CountDownLatch(1);
        CompletableFuture<Throwable> broken = new CompletableFuture<>();
        HttpHandler handler = exchange -> {
            pausing.countDown();
            try {
                exchange.connection().pause(Duration.ofHours(1));
            } catch (ClientGoneException gone) {
                broken.complete(gone);
                throw gone;
            }
        };
        try (HttpServer server = HttpServer.start(HttpSettings.DEFAULT, handler);
                RawClient client = new RawClient(server)) {
            client.send(GET.formatted("a"));
            pausing.await();
            client.leave();

            assertThat(broken.get(30, TimeUnit.SECONDS)).isInstanceOf(ClientGoneException.class);
        }
    }

    @Test
    void pause_clientStays_goesOnAfterIt() throws Exception {
        try (HttpServer server = HttpServer.start(HttpSettings.DEFAULT, pausing(Duration.ofMillis(1)));
                RawClient client = new RawClient(server)) {
            assertThat(client.send(GET.formatted("a")).readUntil("ended /a")).contains("200");
            assertThat(client.send(GET.formatted("b")).readUntil("ended /b")).contains("200");
        }
    }

    /** What is read ahead is the next request. */
    @Test
    void pause_nextRequestArrivesMeanwhile_isAnsweredAfterwards() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        HttpHandler handler = pausing(Duration.ofMillis(200), begun, new CompletableFuture<>());
        try (HttpServer server = HttpServer.start(HttpSettings.DEFAULT, handler);
                RawClient client = new RawClient(server)) {
            client.send(GET.formatted("a"));
            begun.await();
            client.send(GET.formatted("b").substring(0, 9))
                    .send(GET.formatted("b").substring(9));
            client.send(GET.formatted("x".repeat(5_000)) + GET.formatted("y".repeat(5_000)) + GET.formatted("end"));

            assertThat(client.readUntil("ended /end")).contains("ended /a", "ended /b", "ended /x", "ended /y");
        }
    }

    @Test
    void pause_http2_endsWhenTheStreamIsCancelled() throws Exception {
        TlsIdentity identity = TlsIdentity.selfSigned();
        CompletableFuture<Throwable> broken = new CompletableFuture<>();
        HttpHandler handler = pausing(Duration.ofHours(1), new CountDownLatch(1), broken);
        try (HttpServer server = HttpServer.start(HttpSettings.DEFAULT.withTls(identity), handler);
                HttpClient client = HttpClient.newBuilder()
                        .sslContext(identity.clientContext())
                        .build()) {
            URI uri = server.uri();
            client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofInputStream())
                    .body()
                    .close();

            assertThat(broken.get(30, TimeUnit.SECONDS)).isInstanceOf(ClientGoneException.class);
        }
    }

    @Test
    void pause_serverCloses_isInterrupted() throws Exception {
        CountDownLatch pausing = new CountDownLatch(1);
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        HttpHandler handler = exchange -> {
            pausing.countDown();
            try {
                exchange.connection().pause(Duration.ofHours(1));
            } catch (InterruptedException | ClientGoneException closing) {
                ended.complete(closing);
                throw closing;
            }
        };
        HttpServer server = HttpServer.start(HttpSettings.DEFAULT, handler);
        try (RawClient client = new RawClient(server)) {
            client.send(GET.formatted("a"));
            pausing.await();
            server.close();

            assertThat(ended.get(30, TimeUnit.SECONDS)).isNotNull();
            assertThatThrownBy(() -> client.readUntil("200")).isInstanceOf(java.io.IOException.class);
        }
    }
}
