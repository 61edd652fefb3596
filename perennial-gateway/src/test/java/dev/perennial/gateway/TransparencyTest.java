package dev.perennial.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perennial.http.Exchange;
import dev.perennial.http.Headers;
import dev.perennial.http.HttpHandler;
import dev.perennial.http.HttpServer;
import dev.perennial.http.HttpSettings;
import dev.perennial.http.StreamingResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no message passes as it is, both ways. */
@Timeout(60)
final class TransparencyTest {

    private final AtomicReference<HttpHandler> behaviour = new AtomicReference<>();
    private final AtomicReference<Seen> seen = new AtomicReference<>();
    private HttpServer upstream;
    private Door door;

    /** What the upstream got. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Seen(String method, String path, String query, Headers headers, byte[] body) {

        static Seen of(Exchange exchange) {
            return new Seen(exchange.method(), exchange.path(), exchange.query(), exchange.headers(), exchange.body());
        }
    }

    @BeforeEach
    void open() {
        HttpSettings large = HttpSettings.DEFAULT.withMaxBodyBytes(128L << 20).withMaxHeadBytes(64 << 10);
        upstream = HttpServer.start(large, exchange -> behaviour.get().handle(exchange));
        door = Door.before(upstream.uri());
    }

    @AfterEach
    void close() {
        door.close();
        upstream.close();
    }

    private void answering(int status, Headers headers, byte[] body) {
        behaviour.set(exchange -> {
            seen.set(Seen.of(exchange));
            exchange.respond(status, headers, body);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/models?limit=3&after_id=a%2Fb",
        "DELETE, /v1/files/file_1",
        "GET, /prefix/of/mine/v1/models",
        "PATCH, /v9/unknown/ways%20here?x=%7B%7D&y",
        "OPTIONS, /",
        "GET, /v1/models/a%2Fb;c=d",
        "GET, //double//slashes/../up"
    })
    void pass_anyMethodAndPath_arriveAsSent(String method, String path) throws Exception {
        answering(200, Headers.of("Content-Type", "text/weird"), "hello".getBytes(UTF_8));

        HttpResponse<byte[]> response = door.send(door.to(path).method(method, BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).asString(UTF_8).isEqualTo("hello");
        String query = seen.get().query().isEmpty() ? "" : "?" + seen.get().query();
        assertThat(seen.get().method() + " " + seen.get().path() + query).isEqualTo(method + " " + path);
    }

    @Test
    void pass_headers_arriveButThoseOfOneConnection() throws Exception {
        answering(200, Headers.EMPTY, new byte[0]);

        door.send(door.to("/v1/models")
                .header("x-api-key", "sk-ant-1")
                .header("Authorization", "Bearer sk-ant-oat01-2")
                .header("anthropic-beta", "one,two")
                .header("anthropic-beta", "three")
                .header("X-Odd", "\"quoted\"; a=b")
                .header("Accept-Encoding", "gzip, br")
                .header("TE", "trailers")
                .header("User-Agent", "test/1"));

        Headers got = seen.get().headers();
        assertThat(got.first("x-api-key")).hasValue("sk-ant-1");
        assertThat(got.first("authorization")).hasValue("Bearer sk-ant-oat01-2");
        assertThat(got.all("anthropic-beta")).containsExactly("one,two", "three");
        assertThat(got.first("accept-encoding")).hasValue("gzip, br");
        assertThat(got.first("user-agent")).hasValue("test/1");
        assertThat(got.first("te")).isEmpty();
        assertThat(got.first("host")).hasValue("127.0.0.1:" + upstream.port());
        assertThat(got.fields())
                .allSatisfy(f -> assertThat(f.name().toLowerCase(Locale.ROOT))
                        .isIn(
                                "x-api-key",
                                "authorization",
                                "anthropic-beta",
                                "x-odd",
                                "accept-encoding",
                                "user-agent",
                                "host"));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 400, 401, 404, 413, 429, 500, 503, 529})
    void pass_anyStatus_keepsHeadersAndBody(int status) throws Exception {
        byte[] packed = {31, (byte) 139, 8, 0, 1, 2, 3};
        answering(
                status,
                Headers.of("Content-Encoding", "gzip", "retry-after", "7", "Set-Cookie", "a=1", "Set-Cookie", "b=2"),
                packed);

        HttpResponse<byte[]> response = door.send(door.to("/v1/files"));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).isEqualTo(packed);
        assertThat(response.headers().firstValue("content-encoding")).hasValue("gzip");
        assertThat(response.headers().firstValue("retry-after")).hasValue("7");
        assertThat(response.headers().allValues("set-cookie")).containsExactly("a=1", "b=2");
        assertThat(response.headers().firstValue("content-length")).hasValue("7");
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 304})
    void pass_statusWithoutBody_ends(int status) throws Exception {
        behaviour.set(exchange -> exchange.respondHead(status, Headers.of("etag", "x")));

        HttpResponse<byte[]> response = door.send(door.to("/v1/files"));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("etag")).hasValue("x");
    }

    @Test
    void pass_head_keepsTheLength() throws Exception {
        behaviour.set(exchange -> exchange.respondHead(200, Headers.of("Content-Length", "4711")));

        HttpResponse<byte[]> response = door.send(door.to("/v1/files").method("HEAD", BodyPublishers.noBody()));

        assertThat(response.headers().firstValue("content-length")).hasValue("4711");
        assertThat(response.body()).isEmpty();
    }

    @Test
    void pass_redirect_isNotFollowed() throws Exception {
        answering(307, Headers.of("Location", "https://elsewhere.example/"), new byte[0]);

        assertThat(door.send(door.to("/v1/files")).statusCode()).isEqualTo(307);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void pass_largeBodies_bothWays(boolean lengthKnown) throws Exception {
        byte[] large = new byte[20 << 20];
        new Random(7).nextBytes(large);
        behaviour.set(exchange -> {
            seen.set(Seen.of(exchange));
            StreamingResponse answer = exchange.stream(200, Headers.EMPTY);
            for (int at = 0; at < large.length; at += 1 << 20) {
                answer.write(large, at, 1 << 20);
            }
        });
        var body = BodyPublishers.ofByteArray(large);

        HttpResponse<byte[]> response =
                door.send(door.to("/v1/files").POST(lengthKnown ? body : BodyPublishers.fromPublisher(body)));

        assertThat(Arrays.equals(seen.get().body(), large)).isTrue();
        assertThat(Arrays.equals(response.body(), large)).isTrue();
    }

    /** Nobody would see it if the gateway read all of an upload before it sent any of it on. */
    @Test
    void pass_upload_isStreamed() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        behaviour.set(exchange -> {
            try (InputStream in = exchange.bodyStream()) {
                in.readNBytes(1_000);
                arrived.countDown();
                in.readAllBytes();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            exchange.respond(200, Headers.EMPTY, new byte[0]);
        });
        List<byte[]> halves = List.of(new byte[100_000], new byte[10]);
        var slowly = BodyPublishers.ofByteArrays(() -> new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < halves.size();
            }

            @Override
            public byte[] next() {
                if (next == 1) {
                    await(arrived);
                }
                return halves.get(next++);
            }
        });

        assertThat(door.send(door.to("/v1/files").POST(slowly)).statusCode()).isEqualTo(200);
    }

    @Test
    void pass_answerThatBreaks_breaksForTheClientToo() {
        behaviour.set(exchange -> {
            exchange.stream(200, Headers.EMPTY).write("half".getBytes(UTF_8));
            exchange.connection().reset();
        });

        assertThatThrownBy(() -> door.send(door.to("/v1/files"))).isInstanceOf(IOException.class);
    }

    @Test
    void pass_nobodyListens_saysSoInTheFormOfTheApi() throws Exception {
        String address = upstream.uri().toString();
        upstream.close();

        HttpResponse<byte[]> response = door.send(door.to("/v1/models"));

        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(response.body()).asString(UTF_8).contains("\"type\":\"api_error\"", address, "refused");
    }

    @Test
    void pass_messageThatIsNoJson_isTheUpstreamsToRefuse() throws Exception {
        answering(400, Headers.of("Content-Type", "application/json"), "{\"type\":\"error\"}".getBytes(UTF_8));

        HttpResponse<byte[]> response =
                door.send(door.to("/v1/messages").POST(BodyPublishers.ofString("{\"model\": ")));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(seen.get().body()).asString(UTF_8).isEqualTo("{\"model\": ");
    }

    @Test
    void pass_messageAnsweredWithoutStream_passesAsItIs() throws Exception {
        byte[] odd = "{\"completion\":\"from another kind of server\"}".getBytes(UTF_8);
        answering(200, Headers.of("Content-Type", "application/json"), odd);

        HttpResponse<byte[]> response =
                door.send(door.to("/v1/messages").POST(BodyPublishers.ofString(Door.message("hello", true))));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(odd);
    }

    @Test
    void pass_messageRefused_keepsStatusHeadersAndBody() throws Exception {
        byte[] odd = "<html>no</html>".getBytes(UTF_8);
        answering(403, Headers.of("Content-Type", "text/html", "x-odd", "1"), odd);

        HttpResponse<byte[]> response = door.send(
                door.to("/p/v1/messages?beta=true").POST(BodyPublishers.ofString(Door.message("hello", true))));

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).isEqualTo(odd);
        assertThat(response.headers().firstValue("x-odd")).hasValue("1");
        assertThat(seen.get().path() + "?" + seen.get().query()).isEqualTo("/p/v1/messages?beta=true");
    }

    /** No client library sends such things; a socket does. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/models HTTP/1.1\r\nHost: x\r\nx-odd: a\u0007b",
                "GET @127.0.0.1:1/ HTTP/1.1\r\nHost: x",
                "GET .evil.example/ HTTP/1.1\r\nHost: x"
            })
    void pass_whatNobodyCouldSendOn_isRefused(String head) throws Exception {
        answering(200, Headers.EMPTY, new byte[0]);
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), door.uri().getPort())) {
            socket.getOutputStream().write((head + "\r\nConnection: close\r\n\r\n").getBytes(UTF_8));

            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 400 ");
            assertThat(seen.get()).isNull();
        }
    }

    @Test
    void pass_clientLeavesBeforeTheAnswer_freesTheUpstream() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch freed = new CountDownLatch(1);
        behaviour.set(exchange -> {
            exchange.body();
            arrived.countDown();
            try {
                exchange.connection().pause(Duration.ofHours(1));
            } finally {
                freed.countDown();
            }
        });
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), door.uri().getPort())) {
            socket.getOutputStream().write("GET /v1/models HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8));
            await(arrived);
        }

        await(freed);
    }

    @Test
    void pass_messageRefusedWithABodyThatIsCut_isAWholeErrorOfTheSameStatus() throws Exception {
        behaviour.set(exchange -> {
            exchange.stream(401, Headers.of("Content-Type", "application/json", "request-id", "req_1"))
                    .write("{\"type\":\"error\",\"error\":{\"type\":\"authent".getBytes(UTF_8));
            exchange.connection().reset();
        });

        HttpResponse<byte[]> response =
                door.send(door.to("/v1/messages").POST(BodyPublishers.ofString(Door.message("hello", true))));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("request-id")).hasValue("req_1");
        assertThat(response.body())
                .asString(UTF_8)
                .contains("\"type\":\"authentication_error\"")
                .endsWith("}}");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
