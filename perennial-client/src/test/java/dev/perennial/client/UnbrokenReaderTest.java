package dev.perennial.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.HttpResponseFor;
import com.anthropic.core.http.Interceptor;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.messages.RawMessageStreamEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Readers of all sorts, over connections that break. */
final class UnbrokenReaderTest {

    /** Such a frame is more than an attempt may be ahead; both the reader and the attempt could wait for each other. */
    @Test
    void read_frameLargerThanTheWayAhead_wakesTheReader() throws Exception {
        String large = "x".repeat(200_000);
        String begun = Wire.START + Wire.blockStart(0, "{\"type\":\"text\",\"text\":\"\"}");
        String frame = Wire.text(0, large);
        CompletableFuture<Thread> reader = new CompletableFuture<>();
        Gate goesOn = new Gate();
        FakeStreams streams = new FakeStreams()
                .broken("")
                .paused(
                        begun + frame.substring(0, 200_000),
                        () -> {
                            awaitThatWaits(reader.join());
                            goesOn.open();
                        },
                        frame.substring(200_000),
                        Wire.blockStop(0) + Wire.END_TURN + Wire.STOP);
        AnthropicClient client = AnthropicOkHttpClient.builder()
                .apiKey("test-key")
                .interceptors(List.of(Perennial.with(withoutAlarms()), streams.interceptor()))
                .build();
        CompletableFuture<String> read = CompletableFuture.supplyAsync(
                () -> {
                    reader.complete(Thread.currentThread());
                    return raw(client);
                },
                task -> Thread.ofPlatform().start(task));

        goesOn.await();
        assertThat(read.get(30, TimeUnit.SECONDS)).contains(large).endsWith(Wire.STOP);
        client.close();
    }

    /** But for the keep-alive of the recovery, 15 seconds after the first event, nothing wakes anybody by chance. */
    private static PerennialSettings withoutAlarms() {
        Duration hour = Duration.ofHours(1);
        return PerennialSettings.builder()
                .headTimeouts(hour, hour)
                .firstTokenTimeout(hour)
                .stallTimeout(hour)
                .build();
    }

    private static String raw(AnthropicClient client) {
        try (HttpResponseFor<StreamResponse<RawMessageStreamEvent>> response =
                client.messages().withRawResponse().createStreaming(OpenClient.hello())) {
            return new String(response.body().readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A thread that was just woken looks like one that waits, until it runs. */
    private static void awaitThatWaits(Thread thread) {
        for (int seen = 0; seen < 1_000_000; Thread.onSpinWait()) {
            seen = thread.getState() == Thread.State.WAITING ? seen + 1 : 0;
        }
    }

    @Test
    void read_byteByByte_isTheWholeMessage() throws Exception {
        try (ScriptedServer server = ScriptedServer.http(new BreaksFirst(Wire.START, Wire.HELLO));
                UnbrokenClient client = UnbrokenClient.to(server.url());
                HttpResponseFor<StreamResponse<RawMessageStreamEvent>> response =
                        client.sync().messages().withRawResponse().createStreaming(OpenClient.hello())) {
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            InputStream body = response.body();
            for (int b = body.read(); b >= 0; b = body.read()) {
                read.write(b);
            }

            assertThat(read.toString(UTF_8))
                    .startsWith(Wire.START)
                    .contains("Hello")
                    .endsWith(Wire.STOP);
        }
    }

    @Test
    void read_wholeMessages_shareOneConnection() throws Exception {
        try (ScriptedServer server = ScriptedServer.streaming(Wire.HELLO);
                UnbrokenClient client = UnbrokenClient.to(server.url())) {
            for (Way way : List.of(Way.CREATE, Way.STREAM, Way.STREAM_RAW, Way.CREATE)) {
                way.ask(client, OpenClient.hello());
            }

            assertThat(server.exchanges()).hasSize(4);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void read_givenUpByNobodyButTheCollector_freesTheConnection() throws Exception {
        BreaksFirst script = new BreaksFirst(Wire.START, Wire.BEGUN);
        try (ScriptedServer server = ScriptedServer.http(script);
                UnbrokenClient client = UnbrokenClient.to(server.url())) {
            readWithoutClosing(client);

            CountDownLatch gone = server.exchanges().getLast().clientGone();
            boolean freed = false;
            for (int i = 0; i < 300 && !freed; i++) {
                System.gc();
                freed = gone.await(100, TimeUnit.MILLISECONDS);
            }
            assertThat(freed).isTrue();
        }
    }

    @SuppressWarnings("MustBeClosedChecker") // as careless programs do
    private static void readWithoutClosing(UnbrokenClient client) {
        StreamResponse<RawMessageStreamEvent> events = client.sync().messages().createStreaming(OpenClient.hello());
        assertThat(events.stream().anyMatch(RawMessageStreamEvent::isContentBlockDelta))
                .isTrue();
    }

    @Test
    void create_bodyThatCanBeWrittenOnceOnly_isSentAgainAllTheSame() throws Exception {
        Interceptor once = Interceptor.syncOnly((next, request, options) -> {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            request.body().orElseThrow().writeTo(body);
            return next.execute(
                    request.toBuilder().body(new OnceBody(body.toByteArray())).build(), options);
        });
        try (ScriptedServer server = ScriptedServer.http(new BreaksFirst(Wire.START, Wire.HELLO));
                UnbrokenClient client = UnbrokenClient.inside(server.url(), once)) {
            assertThat(client.sync().messages().create(OpenClient.hello()).content())
                    .hasSize(1);

            assertThat(server.exchanges()).hasSize(2);
        }
    }

    @Test
    void create_hundredsAtOnceOverBadConnections_areAllWhole() throws Exception {
        Random random = new Random(7);
        ScriptedServer.Script bad = e -> {
            boolean breaks;
            synchronized (random) {
                breaks = random.nextInt(5) == 0;
            }
            e.startStream();
            e.chunk(Wire.START);
            if (breaks) {
                e.reset();
            } else {
                e.chunk(Wire.HELLO.substring(Wire.START.length()));
                e.endStream();
            }
        };
        AnthropicOkHttpClient.Builder builder = AnthropicOkHttpClient.builder()
                .apiKey("test-key")
                .addInterceptor(Perennial.with(
                        PerennialSettings.builder().maxAttempts(50).build()));
        try (ScriptedServer server = ScriptedServer.http(bad);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            AnthropicClient client = builder.baseUrl(server.url()).build();
            List<Future<String>> texts = IntStream.range(0, 150)
                    .mapToObj(i -> callers.submit(() -> client.messages()
                            .create(OpenClient.hello())
                            .content()
                            .getFirst()
                            .asText()
                            .text()))
                    .toList();
            for (Future<String> text : texts) {
                assertThat(text.get(60, TimeUnit.SECONDS)).isEqualTo("Hello, world");
            }
            client.close();
        }
    }

    /** Sends a part of a stream and breaks off; then another stream, which stays open unless it is whole. */
    private record BreaksFirst(String first, String second, AtomicInteger count) implements ScriptedServer.Script {

        BreaksFirst(String first, String second) {
            this(first, second, new AtomicInteger());
        }

        @Override
        public void serve(Exchange exchange) throws IOException {
            boolean again = count.getAndIncrement() > 0;
            exchange.startStream();
            exchange.chunk(again ? second : first);
            if (!again) {
                exchange.reset();
            } else if (second.endsWith(Wire.STOP)) {
                exchange.endStream();
            } else {
                exchange.awaitClientGone();
            }
        }
    }
}
