package dev.perennial.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TLS, HTTP/2, and how their connections are spoilt. */
@Timeout(90)
final class TlsTest {

    private static final TlsIdentity IDENTITY = TlsIdentity.selfSigned();

    @Test
    void identityOfAFile_isKeptForItsOwner(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("identity.p12");
        TlsIdentity made = TlsIdentity.kept(file);

        assertThat(TlsIdentity.kept(file).certificate()).isEqualTo(made.certificate());
        assertThat(folder).isDirectoryNotContaining(other -> !other.equals(file));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void identityOfAFile_thatIsDamaged_saysWhatToDo(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("identity.p12"), "no keys");

        assertThatThrownBy(() -> TlsIdentity.kept(file))
                .isInstanceOf(ServerStartException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("delete the file");
    }

    private static HttpServer serve(HttpHandler handler) {
        return HttpServer.start(HttpSettings.DEFAULT.withTls(IDENTITY), handler);
    }

    private static HttpClient client(Version version) {
        return HttpClient.newBuilder()
                .version(version)
                .sslContext(IDENTITY.clientContext())
                .build();
    }

    private static HttpRequest get(HttpServer server, String path) {
        return HttpRequest.newBuilder(server.uri().resolve(path)).build();
    }

    @Test
    void get_clientOfEitherVersion_isServed() throws Exception {
        HttpHandler handler = exchange -> exchange.respond(
                200,
                Headers.EMPTY,
                String.valueOf(exchange.connection().isHttp2()).getBytes(UTF_8));
        try (HttpServer server = serve(handler);
                HttpClient http2 = client(Version.HTTP_2);
                HttpClient http1 = client(Version.HTTP_1_1)) {
            assertThat(server.uri().getScheme()).isEqualTo("https");
            assertThat(http2.send(get(server, "/"), BodyHandlers.ofString()).body())
                    .isEqualTo("true");
            assertThat(http1.send(get(server, "/"), BodyHandlers.ofString()).body())
                    .isEqualTo("false");
        }
    }

    @Test
    void get_clientThatDoesNotTrustTheCertificate_isNotServed() throws Exception {
        try (HttpServer server = serve(exchange -> {});
                HttpClient stranger = HttpClient.newHttpClient()) {
            assertThatThrownBy(() -> stranger.send(get(server, "/"), BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void abort_http2_resetsTheStreamOnly() throws Exception {
        HttpHandler handler = exchange -> {
            StreamingResponse stream = exchange.stream(200, Headers.EMPTY);
            stream.write("half".getBytes(UTF_8));
            if (exchange.path().equals("/broken")) {
                stream.abort();
            }
        };
        try (HttpServer server = serve(handler);
                HttpClient client = client(Version.HTTP_2)) {
            assertThatThrownBy(() -> client.send(get(server, "/broken"), BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
            assertThat(client.send(get(server, "/whole"), BodyHandlers.ofString())
                            .body())
                    .isEqualTo("half");
        }
    }

    @Test
    void reset_http2_killsAllStreamsOfTheConnection() throws Exception {
        CountDownLatch bothRun = new CountDownLatch(2);
        HttpHandler handler = exchange -> {
            exchange.stream(200, Headers.EMPTY).write("half".getBytes(UTF_8));
            bothRun.countDown();
            bothRun.await();
            if (exchange.path().equals("/first")) {
                exchange.connection().reset();
            } else {
                exchange.connection().awaitClose();
            }
        };
        try (HttpServer server = serve(handler);
                HttpClient client = client(Version.HTTP_2)) {
            var second = client.sendAsync(get(server, "/second"), BodyHandlers.ofInputStream())
                    .join();
            assertThatThrownBy(() -> client.send(get(server, "/first"), BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> second.body().readAllBytes()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void finish_http2_clientSeesAnIncompleteBody() throws Exception {
        HttpHandler handler = exchange -> {
            exchange.stream(200, Headers.EMPTY).write("half".getBytes(UTF_8));
            exchange.connection().finish();
        };
        try (HttpServer server = serve(handler);
                HttpClient client = client(Version.HTTP_2)) {
            assertThatThrownBy(() -> client.send(get(server, "/"), BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void blackHole_http2_oldConnectionIsDeadANewOneWorks() throws Exception {
        Semaphore dead = new Semaphore(0);
        HttpHandler handler = exchange -> {
            StreamingResponse stream = exchange.stream(200, Headers.EMPTY);
            stream.write("half".getBytes(UTF_8));
            if (exchange.path().equals("/hole")) {
                exchange.connection().blackHole();
                dead.release();
                exchange.connection().awaitClose();
            }
        };
        try (HttpServer server = serve(handler);
                HttpClient client = client(Version.HTTP_2);
                HttpClient other = client(Version.HTTP_2)) {
            HttpResponse<InputStream> first = client.send(get(server, "/hole"), BodyHandlers.ofInputStream());
            assertThat(first.body().readNBytes(4)).isEqualTo("half".getBytes(UTF_8));
            dead.acquire();

            HttpRequest impatient = HttpRequest.newBuilder(server.uri().resolve("/same"))
                    .timeout(Duration.ofMillis(300))
                    .build();
            assertThatThrownBy(() -> client.send(impatient, BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
            assertThat(other.send(get(server, "/new"), BodyHandlers.ofString()).body())
                    .isEqualTo("half");
            client.shutdownNow();
        }
    }

    @Test
    void goAway_http2_runningExchangeEndsWhole() throws Exception {
        HttpHandler handler = exchange -> {
            StreamingResponse stream = exchange.stream(200, Headers.EMPTY);
            stream.write("a".getBytes(UTF_8));
            exchange.connection().goAway();
            stream.write("b".getBytes(UTF_8));
        };
        try (HttpServer server = serve(handler);
                HttpClient client = client(Version.HTTP_2)) {
            assertThat(client.send(get(server, "/"), BodyHandlers.ofString()).body())
                    .isEqualTo("ab");
            assertThat(client.send(get(server, "/"), BodyHandlers.ofString()).body())
                    .isEqualTo("ab");
        }
    }

    @Test
    void takeOver_http2_isRefused() throws Exception {
        HttpHandler handler = exchange -> {
            try {
                exchange.connection().takeOver();
            } catch (IllegalStateException refused) {
                exchange.respond(200, Headers.EMPTY, "refused".getBytes(UTF_8));
            }
        };
        try (HttpServer server = serve(handler);
                HttpClient client = client(Version.HTTP_2)) {
            assertThat(client.send(get(server, "/"), BodyHandlers.ofString()).body())
                    .isEqualTo("refused");
        }
    }
}
