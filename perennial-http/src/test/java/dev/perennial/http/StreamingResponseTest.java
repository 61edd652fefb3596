package dev.perennial.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class StreamingResponseTest {

    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

    private static HttpServer serve(HttpHandler handler) {
        return HttpServer.start(HttpSettings.DEFAULT, handler);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @Test
    void write_eachPiece_arrivesBeforeTheNextIsWritten() throws Exception {
        SynchronousQueue<String> pieces = new SynchronousQueue<>();
        HttpHandler handler = exchange -> {
            StreamingResponse stream = exchange.stream(200, Headers.of("X-Kind", "stream"));
            for (int i = 0; i < 3; i++) {
                stream.write(bytes(pieces.take()));
            }
        };
        try (HttpServer server = serve(handler);
                RawClient client = new RawClient(server)) {
            assertThat(client.send(GET).readUntil("\r\n\r\n")).contains("HTTP/1.1 200", "X-Kind: stream");
            for (String piece : List.of("first", "second", "third")) {
                pieces.put(piece);
                assertThat(client.readUntil(piece)).endsWith(piece);
            }
            assertThat(client.readToEnd()).endsWith("0\r\n\r\n");
        }
    }

    @Test
    void stream_http10Client_endsWithTheConnection() throws Exception {
        HttpHandler handler = exchange -> exchange.stream(200, Headers.EMPTY).write(bytes("plain"));
        try (HttpServer server = serve(handler);
                RawClient client = new RawClient(server)) {
            assertThat(client.send("GET / HTTP/1.0\r\n\r\n").readToEnd()).endsWith("\r\n\r\nplain");
        }
    }

    @Test
    void write_clientClosed_throwsClientGone() throws Exception {
        CountDownLatch clientLeft = new CountDownLatch(1);
        CompletableFuture<Throwable> seen = new CompletableFuture<>();
        HttpHandler handler = exchange -> {
            StreamingResponse stream = exchange.stream(200, Headers.EMPTY);
            clientLeft.await();
            try {
                writeForever(stream);
            } catch (ClientGoneException e) {
                seen.complete(e);
                throw e;
            }
        };
        try (HttpServer server = serve(handler);
                RawClient client = new RawClient(server)) {
            client.send(GET).readUntil("\r\n\r\n");
            client.reset();
            clientLeft.countDown();

            assertThat(seen.get(30, TimeUnit.SECONDS)).isInstanceOf(ClientGoneException.class);
        }
    }

    private static void writeForever(StreamingResponse stream) {
        byte[] piece = new byte[8 << 10];
        while (true) {
            stream.write(piece);
        }
    }

    @Test
    void abort_midway_clientSeesAnIncompleteBody() throws Exception {
        HttpHandler handler = exchange -> {
            StreamingResponse stream = exchange.stream(200, Headers.EMPTY);
            stream.write(bytes("half"));
            stream.abort();
        };
        try (HttpServer server = serve(handler);
                RawClient client = new RawClient(server)) {
            String received = client.send(GET).readUntil("half");

            assertThat(received + restOf(client)).doesNotContain("0\r\n\r\n");
        }
    }

    private static String restOf(RawClient client) {
        try {
            return client.readToEnd();
        } catch (IOException reset) {
            return "";
        }
    }

    @Test
    void write_afterAbort_isRefused() throws Exception {
        CompletableFuture<Throwable> seen = new CompletableFuture<>();
        HttpHandler handler = exchange -> {
            StreamingResponse stream = exchange.stream(200, Headers.EMPTY);
            stream.abort();
            try {
                stream.write(bytes("more"));
            } catch (ClientGoneException e) {
                seen.complete(e);
            }
        };
        try (HttpServer server = serve(handler);
                RawClient client = new RawClient(server)) {
            client.send(GET);

            assertThat(seen.get(20, TimeUnit.SECONDS)).hasRootCauseMessage("The response was aborted by this side.");
        }
    }

    @Test
    void handle_failsAfterStreamBegan_cutsTheConnection() throws Exception {
        HttpHandler handler = exchange -> {
            exchange.stream(200, Headers.EMPTY).write(bytes("begun"));
            throw new IllegalStateException("broken");
        };
        try (HttpServer server = serve(handler);
                RawClient client = new RawClient(server)) {
            String received = client.send(GET).readUntil("begun");

            assertThat(received + restOf(client)).doesNotContain("0\r\n\r\n").doesNotContain("500");
        }
    }

    @Test
    void stream_manyAtOnce_allRunSideBySide() throws Exception {
        int streams = 200;
        CountDownLatch allOpen = new CountDownLatch(streams);
        HttpHandler handler = exchange -> {
            StreamingResponse stream = exchange.stream(200, Headers.EMPTY);
            allOpen.countDown();
            allOpen.await();
            stream.write(bytes("everyone is here"));
        };
        try (HttpServer server = serve(handler)) {
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < streams; i++) {
                clients.add(new RawClient(server).send(GET));
            }
            for (RawClient client : clients) {
                assertThat(client.readToEnd()).contains("everyone is here");
                client.close();
            }
        }
    }

    @Test
    void eventStream_eventsAndComments_areFramedAsTheStandardSays() throws Exception {
        HttpHandler handler = exchange -> {
            EventStream events = EventStream.open(exchange, Headers.EMPTY);
            events.send("greeting", "hello\nworld");
            events.send("numbered", "7", "");
            events.send("ended", "line\n\n");
            events.comment("still here");
        };
        try (HttpServer server = serve(handler);
                RawClient client = new RawClient(server)) {
            assertThat(client.send(GET).readToEnd())
                    .contains("Content-Type: text/event-stream")
                    .contains("event: greeting\ndata: hello\ndata: world\n\n")
                    .contains("id: 7\nevent: numbered\ndata:\n\n")
                    .contains("event: ended\ndata: line\ndata:\ndata:\n\n")
                    .contains(": still here\n\n");
        }
    }

    @Test
    void eventStream_lineBreakInEventName_isRefused() throws Exception {
        CompletableFuture<Throwable> seen = new CompletableFuture<>();
        HttpHandler handler = exchange -> {
            EventStream events = EventStream.open(exchange, Headers.EMPTY);
            try {
                events.send("two\nlines", "");
            } catch (IllegalArgumentException e) {
                seen.complete(e);
            }
        };
        try (HttpServer server = serve(handler);
                RawClient client = new RawClient(server)) {
            client.send(GET);

            assertThatThrownBy(() -> {
                        throw seen.get(20, TimeUnit.SECONDS);
                    })
                    .hasMessageContaining("single line");
        }
    }
}
