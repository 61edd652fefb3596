package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.RequestOptions;
import com.anthropic.core.Timeout;
import com.anthropic.core.http.HttpResponseFor;
import com.anthropic.core.http.Interceptor;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.AnthropicIoException;
import com.anthropic.errors.BadRequestException;
import com.anthropic.errors.OverloadedException;
import com.anthropic.errors.SseException;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import dev.perennial.stream.recovery.Outcome;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the interceptor promises to a program that uses the official SDK. */
final class UnbrokenCallTest {

    private static final String OVERLOADED =
            "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}";
    private static final String BEGUN =
            Wire.START + Wire.blockStart(0, "{\"type\":\"text\",\"text\":\"\"}") + Wire.text(0, "Once upon");

    @Test
    void createStreaming_nothingBreaks_passesEveryByte() throws Exception {
        String odd = ": a comment\n\n"
                + Wire.HELLO.replace(
                        "event: ping\n", "event: news\ndata: {\"type\":\"news\",\"n\": 1.0}\n\nevent: ping\n");
        try (ScriptedServer server = ScriptedServer.streaming(odd);
                UnbrokenClient client = UnbrokenClient.to(server.url());
                HttpResponseFor<StreamResponse<RawMessageStreamEvent>> response =
                        client.sync().messages().withRawResponse().createStreaming(OpenClient.hello())) {
            assertThat(new String(response.body().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                    .isEqualTo(odd);
            assertThat(response.requestId()).contains("req_1");
            assertThat(response.headers().values("anthropic-ratelimit-requests-remaining"))
                    .containsExactly("41");
            assertThat(client.perennial().outcome(response.headers()).orElseThrow())
                    .isInstanceOf(Outcome.Complete.class);
        }
    }

    @Test
    void create_fieldsThatNobodyKnows_areThoseOfTheStream() throws Exception {
        String start = Wire.START.replace("\"usage\":{", "\"new_field\":{\"a\":1.10},\"usage\":{\"tier\":\"x\",");
        try (ScriptedServer server = ScriptedServer.streaming(start + Wire.HELLO.substring(Wire.START.length()));
                UnbrokenClient client = UnbrokenClient.to(server.url())) {
            try (HttpResponseFor<Message> raw =
                    client.sync().messages().withRawResponse().create(OpenClient.hello())) {
                assertThat(raw.headers().values("content-type")).containsExactly("application/json");
                assertThat(Json.MAPPER.readTree(raw.body())).isEqualTo(Json.MAPPER.readTree("""
                        {"id":"msg_1","type":"message","role":"assistant","model":"claude-opus-5-5",
                         "content":[{"type":"text","text":"Hello, world"}],
                         "stop_reason":"end_turn","stop_sequence":null,
                         "new_field":{"a":1.10},
                         "usage":{"tier":"x","input_tokens":25,"cache_creation_input_tokens":7,
                                  "cache_read_input_tokens":3,"output_tokens":15}}"""));
            }
            assertThat(server.exchanges().getFirst().body()).contains("\"stream\":true");
            assertThat(server.exchanges().getFirst().header("accept")).contains("text/event-stream");
        }
    }

    @Test
    void create_serverThatKnowsNoStreams_takesItsMessage() throws Exception {
        String message =
                "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\",\"content\":[{\"type\":\"text\","
                        + "\"text\":\"Hi\"}],\"stop_reason\":\"end_turn\",\"stop_sequence\":null,\"usage\":{\"input_tokens\":1,\"output_tokens\":1}}";
        try (ScriptedServer server = ScriptedServer.http(e -> e.respond(200, "application/json", message));
                UnbrokenClient client = UnbrokenClient.to(server.url())) {
            Message said = client.sync().messages().create(OpenClient.hello());

            assertThat(said.content().getFirst().asText().text()).isEqualTo("Hi");
            assertThat(server.exchanges()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void ask_badRequest_isTheSdksOwnException(Way way) throws Exception {
        String body =
                "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"max_tokens: too many\"}}";
        try (ScriptedServer server = ScriptedServer.http(e -> e.respond(400, "application/json", body));
                UnbrokenClient client = UnbrokenClient.to(server.url())) {
            BadRequestException refused = failure(BadRequestException.class, () -> way.ask(client, OpenClient.hello()));

            assertThat(refused.body().toString()).contains("too many");
            assertThat(server.exchanges()).hasSize(1);
            assertThat(client.perennial().outcome(refused).orElseThrow()).isInstanceOf(Outcome.Rejected.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void ask_alwaysOverloaded_isNotMultipliedByTheSdksRetries(Way way) throws Exception {
        try (ScriptedServer server = ScriptedServer.http(e -> e.respond(529, "application/json", OVERLOADED));
                UnbrokenClient client = UnbrokenClient.to(server.url(), s -> s.maxAttempts(2))) {
            OverloadedException refused = failure(OverloadedException.class, () -> way.ask(client, OpenClient.hello()));

            assertThat(server.exchanges()).hasSize(2);
            Outcome outcome = client.perennial().outcome(refused).orElseThrow();
            assertThat(outcome.code()).isEqualTo("overloaded");
            assertThat(outcome.report().attempts()).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void ask_connectionsThatAlwaysBreak_areNotMultipliedByTheSdksRetries(Way way) throws Exception {
        try (ScriptedServer server = ScriptedServer.http(Exchange::reset);
                UnbrokenClient client = UnbrokenClient.to(server.url(), s -> s.maxAttempts(2))) {
            AnthropicIoException broken =
                    failure(AnthropicIoException.class, () -> way.ask(client, OpenClient.hello()));

            assertThat(server.exchanges()).hasSize(2);
            assertThat(client.perennial().outcome(broken).orElseThrow().code()).isEqualTo("cut");
            assertThat(broken).hasMessageContaining("2 attempts").hasMessageContaining("reset");
        }
    }

    @Test
    void createStreaming_nobodyListens_saysSo() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        try (UnbrokenClient client = UnbrokenClient.to("http://127.0.0.1:" + port, s -> s.maxAttempts(1))) {
            AnthropicIoException broken = failure(AnthropicIoException.class, () -> read(client, new ArrayList<>()));

            assertThat(client.perennial().outcome(broken).orElseThrow().report().attempts())
                    .singleElement()
                    .satisfies(a -> assertThat(a.cause().orElseThrow().code()).isEqualTo("connect_failed"));
        }
    }

    @Test
    void createStreaming_textThatCannotGoOn_endsTypedWithAllThatArrived() throws Exception {
        try (ScriptedServer server = ScriptedServer.http(e -> {
                    e.startStream();
                    e.chunk(BEGUN);
                    e.reset();
                });
                UnbrokenClient client = UnbrokenClient.to(server.url(), s -> s.maxResumes(0))) {
            List<String> seen = new ArrayList<>();
            AnthropicIoException broken = failure(AnthropicIoException.class, () -> read(client, seen));

            Outcome outcome = client.perennial().outcome(broken).orElseThrow();
            assertThat(outcome.code()).isEqualTo("cut");
            assertThat(outcome.retryable()).isTrue();
            assertThat(outcome.report().message().blocks().getFirst().json()).contains("Once upon");
            assertThat(String.join("", seen)).isEqualTo("Once upon");
        }
    }

    @Test
    void createStreaming_errorEventThatStays_isTheSdksOwnException() throws Exception {
        try (ScriptedServer server = ScriptedServer.streaming(BEGUN + "event: error\ndata: " + OVERLOADED + "\n\n");
                UnbrokenClient client = UnbrokenClient.to(server.url(), s -> s.maxResumes(0))) {
            SseException error = failure(SseException.class, () -> read(client, new ArrayList<>()));

            assertThat(error.body().toString()).contains("overloaded_error");
            assertThat(client.perennial().outcome(error).orElseThrow().code()).isEqualTo("overloaded");
        }
    }

    @Test
    void create_errorEventThatStays_isTheExceptionOfItsStatus() throws Exception {
        try (ScriptedServer server = ScriptedServer.streaming(BEGUN + "event: error\ndata: " + OVERLOADED + "\n\n");
                UnbrokenClient client = UnbrokenClient.to(server.url(), s -> s.maxResumes(0))) {
            OverloadedException error = failure(
                    OverloadedException.class, () -> client.sync().messages().create(OpenClient.hello()));

            assertThat(error.body().toString()).contains("overloaded_error");
            assertThat(server.exchanges()).hasSize(1);
            assertThat(client.perennial().outcome(error).orElseThrow().code()).isEqualTo("overloaded");
        }
    }

    @Test
    @SuppressWarnings("try") // the closing is what the test is about
    void close_fromAnotherThread_freesTheSocketAndTheReader() throws Exception {
        Gate begun = new Gate();
        try (ScriptedServer server = ScriptedServer.http(e -> {
                    e.startStream();
                    e.chunk(BEGUN);
                    e.awaitClientGone();
                });
                UnbrokenClient client = UnbrokenClient.to(server.url());
                StreamResponse<RawMessageStreamEvent> stream =
                        client.sync().messages().createStreaming(OpenClient.hello())) {
            CompletableFuture<Void> reader =
                    CompletableFuture.runAsync(() -> stream.stream().forEach(e -> begun.open()));
            begun.await();

            stream.close();

            assertThat(server.exchanges().getFirst().clientGone().await(5, TimeUnit.SECONDS))
                    .isTrue();
            assertThat(reader.get(5, TimeUnit.SECONDS)).isNull();
            assertThat(client.events(PerennialEvent.End.class))
                    .singleElement()
                    .satisfies(end -> assertThat(end.outcome().code()).isEqualTo("cancelled"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STREAM", "CREATE"})
    void interrupt_beforeAnyAnswer_freesTheCaller(Way way) throws Exception {
        Gate asked = new Gate();
        try (ScriptedServer server = ScriptedServer.http(e -> {
                    asked.open();
                    e.awaitClientGone();
                });
                UnbrokenClient client = UnbrokenClient.to(server.url())) {
            CompletableFuture<Throwable> thrown = new CompletableFuture<>();
            Thread caller = Thread.ofPlatform().start(() -> {
                try {
                    way.ask(client, OpenClient.hello());
                } catch (Exception e) {
                    thrown.complete(e);
                }
            });
            asked.await();

            caller.interrupt();

            assertThat(thrown.get(10, TimeUnit.SECONDS)).isInstanceOf(AnthropicException.class);
            assertThat(server.exchanges()).hasSize(1);
            assertThat(server.exchanges().getFirst().clientGone().await(5, TimeUnit.SECONDS))
                    .isTrue();
        }
    }

    /** Nothing that the SDK's own loop would send again, or that would come out of its sleep between two retries. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void interrupt_inTheMiddleOfAnAnswer_freesTheCallerOfCreate(boolean inTheFirstAttempt) throws Exception {
        Gate begun = new Gate();
        AtomicInteger attempts = new AtomicInteger(inTheFirstAttempt ? 1 : 0);
        try (ScriptedServer server = ScriptedServer.http(e -> {
                    e.startStream();
                    e.chunk(Wire.START);
                    if (attempts.getAndIncrement() == 0) {
                        e.reset();
                        return;
                    }
                    begun.open();
                    e.awaitClientGone();
                });
                UnbrokenClient client = UnbrokenClient.to(server.url())) {
            CompletableFuture<Throwable> thrown = new CompletableFuture<>();
            Thread caller = Thread.ofVirtual().start(() -> {
                try {
                    client.sync().messages().create(OpenClient.hello());
                } catch (Throwable e) {
                    thrown.complete(e);
                }
            });
            begun.await();

            caller.interrupt();

            assertThat(thrown.get(10, TimeUnit.SECONDS)).isExactlyInstanceOf(AnthropicException.class);
            assertThat(server.exchanges().getLast().clientGone().await(5, TimeUnit.SECONDS))
                    .isTrue();
        }
    }

    @Test
    void createAsync_threeHundredAtOnce_doNotWaitForEachOther() throws Exception {
        try (ScriptedServer server = ScriptedServer.streaming(Wire.HELLO);
                UnbrokenClient client = UnbrokenClient.to(server.url())) {
            List<CompletableFuture<Message>> calls = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                calls.add(client.async().messages().create(OpenClient.hello()));
            }
            for (CompletableFuture<Message> call : calls) {
                assertThat(call.get(60, TimeUnit.SECONDS).content()).hasSize(1);
            }
        }
    }

    @Test
    void timeouts_ofTheSdk_areLiftedForTheWholeAndKeptForTheParts() throws Exception {
        List<Timeout> seen = new CopyOnWriteArrayList<>();
        Perennial perennial = Perennial.create();
        try (ScriptedServer server = ScriptedServer.streaming(Wire.HELLO)) {
            var client = AnthropicOkHttpClient.builder()
                    .baseUrl(server.url())
                    .apiKey("test-key")
                    .addInterceptor(perennial)
                    .addInterceptor(Interceptor.syncOnly((next, request, options) -> {
                        seen.add(options.timeout().orElseThrow());
                        return next.execute(request, options);
                    }))
                    .build();
            client.messages().create(OpenClient.hello());
            client.messages()
                    .create(
                            OpenClient.hello(),
                            RequestOptions.builder()
                                    .timeout(Timeout.builder()
                                            .connect(Duration.ofSeconds(7))
                                            .build())
                                    .build());
            client.close();
        }

        assertThat(seen).extracting(Timeout::request).containsExactly(Duration.ZERO, Duration.ZERO);
        assertThat(seen).extracting(Timeout::connect).containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(7));
    }

    @Test
    void timeout_setByTheCaller_endsTheWholeMessage() throws Exception {
        try (ScriptedServer server = ScriptedServer.http(e -> {
                    e.startStream();
                    e.chunk(BEGUN);
                    e.awaitClientGone();
                });
                UnbrokenClient client = UnbrokenClient.to(server.url())) {
            RequestOptions brief =
                    RequestOptions.builder().timeout(Duration.ofMillis(600)).build();
            AnthropicIoException over = failure(AnthropicIoException.class, () -> {
                try (StreamResponse<RawMessageStreamEvent> events =
                        client.sync().messages().createStreaming(OpenClient.hello(), brief)) {
                    events.stream().forEach(e -> {});
                }
            });

            assertThat(client.perennial().outcome(over).orElseThrow().code()).isEqualTo("budget_spent");
        }
    }

    @Test
    void header_off_passesTheCallAsItIs() throws Exception {
        try (ScriptedServer server = ScriptedServer.http(e -> {
                    e.startStream();
                    e.chunk(BEGUN);
                    e.endStream();
                });
                UnbrokenClient client = UnbrokenClient.to(server.url());
                StreamResponse<RawMessageStreamEvent> events =
                        client.sync().messages().createStreaming(with("off"))) {
            assertThat(events.stream().count()).isEqualTo(3);
            assertThat(server.exchanges()).hasSize(1);
            assertThat(server.exchanges().getFirst().header(Perennial.HEADER)).isEmpty();
            assertThat(client.events()).isEmpty();
        }
    }

    @Test
    void header_settings_holdForThatCallOnly() throws Exception {
        try (ScriptedServer server = ScriptedServer.http(e -> e.respond(529, "application/json", OVERLOADED));
                UnbrokenClient client = UnbrokenClient.to(server.url(), s -> s.maxAttempts(2))) {
            assertThatThrownBy(() -> client.sync().messages().create(with("max-attempts=1")))
                    .isInstanceOf(OverloadedException.class);

            assertThat(server.exchanges()).hasSize(1);
            assertThat(server.exchanges().getFirst().header(Perennial.HEADER)).isEmpty();
        }
    }

    @Test
    void header_nonsense_namesTheWayOut() throws Exception {
        try (ScriptedServer server = ScriptedServer.streaming(Wire.HELLO);
                UnbrokenClient client = UnbrokenClient.to(server.url())) {
            assertThatThrownBy(() -> client.sync().messages().create(with("stall-timeout=soon")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("stall-timeout")
                    .hasMessageContaining("soon")
                    .hasMessageContaining("25s");
            assertThatThrownBy(() -> client.sync().messages().create(with("stal-timeout=2s")))
                    .hasMessageContaining("stal-timeout=2s")
                    .hasMessageContaining("stall-timeout");
            assertThat(server.exchanges()).isEmpty();
        }
    }

    @Test
    void observe_streamThatIsCut_passesAsItIsAndIsTold() throws Exception {
        try (ScriptedServer server = ScriptedServer.http(e -> {
                    e.startStream();
                    e.chunk(BEGUN);
                    e.endStream();
                });
                UnbrokenClient client = UnbrokenClient.to(server.url());
                StreamResponse<RawMessageStreamEvent> events =
                        client.sync().messages().createStreaming(with("observe"))) {
            assertThat(events.stream().count()).isEqualTo(3);
            assertThat(server.exchanges()).hasSize(1);
            assertThat(client.events(PerennialEvent.End.class))
                    .singleElement()
                    .satisfies(end -> assertThat(end.outcome().code()).isEqualTo("cut"));
        }
    }

    @Test
    void interceptors_others_seeOneCallOutsideAndEveryAttemptInside() throws Exception {
        List<String> outside = new CopyOnWriteArrayList<>();
        try (ScriptedServer server = ScriptedServer.http(new TwoTries());
                UnbrokenClient client =
                        UnbrokenClient.inside(server.url(), Interceptor.syncOnly((next, request, options) -> {
                            outside.add(request.url());
                            return next.execute(request, options);
                        }))) {
            assertThat(client.sync().messages().create(OpenClient.hello()).content())
                    .hasSize(1);

            assertThat(outside).hasSize(1);
            assertThat(server.exchanges()).hasSize(2);
            assertThat(server.exchanges().get(0).body())
                    .isEqualTo(server.exchanges().get(1).body());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STREAM", "CREATE_ASYNC"})
    void listener_thatThrows_changesNothing(Way way) throws Exception {
        for (Throwable thrown : List.of(new IllegalStateException("a test's"), new AssertionError("a test's"))) {
            try (ScriptedServer server = ScriptedServer.http(new TwoTries());
                    UnbrokenClient client = UnbrokenClient.to(server.url(), s -> s.listener(e -> sneak(thrown)))) {
                assertThat(way.ask(client, OpenClient.hello()).text()).isEqualTo("Hello, world");
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    /** Breaks the first request off and answers the second. */
    private static final class TwoTries implements ScriptedServer.Script {

        private boolean second;

        @Override
        public synchronized void serve(Exchange exchange) throws IOException {
            if (!second) {
                second = true;
                exchange.reset();
                return;
            }
            exchange.startStream();
            exchange.chunk(Wire.HELLO);
            exchange.endStream();
        }
    }

    private static MessageCreateParams with(String header) {
        return OpenClient.hello().toBuilder()
                .putAdditionalHeader(Perennial.HEADER, header)
                .build();
    }

    private static void read(UnbrokenClient client, List<String> seen) {
        try (StreamResponse<RawMessageStreamEvent> events =
                client.sync().messages().createStreaming(OpenClient.hello())) {
            events.stream()
                    .forEach(e ->
                            e.contentBlockDelta().flatMap(d -> d.delta().text()).ifPresent(t -> seen.add(t.text())));
        }
    }

    private interface Step {
        void run() throws Exception;
    }

    private static <T extends Throwable> T failure(Class<T> type, Step step) {
        T thrown = catchThrowableOfType(type, step::run);
        assertThat(thrown).isNotNull();
        return thrown;
    }
}
