package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.AnthropicClientAsync;
import com.anthropic.client.okhttp.AnthropicOkHttpClientAsync;
import com.anthropic.core.RequestOptions;
import com.anthropic.core.http.HttpClient;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpResponse;
import com.anthropic.core.http.Interceptor;
import com.anthropic.errors.OverloadedException;
import dev.perennial.client.PerennialSettings.Mode;
import dev.perennial.stream.recovery.AttemptReport;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is told of a call before anything is sent, and that every one comes to its end. */
final class BegunCallTest {

    private static final String MESSAGE = """
            {"id":"msg_1","type":"message","role":"assistant","model":"m","content":[{"type":"text","text":"Hi"}],\
            "stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":1,"output_tokens":1}}""";

    @ParameterizedTest
    @EnumSource
    void begin_eachWay_comesFirst_andSaysWhoIsAsked(Way way) throws Exception {
        try (ScriptedServer server = ScriptedServer.http(new TwoTries());
                UnbrokenClient client = UnbrokenClient.to(server.url())) {
            way.ask(client, OpenClient.hello());

            assertThat(client.events().getFirst()).isInstanceOfSatisfying(PerennialEvent.Begin.class, begin -> {
                assertThat(begin.model()).isEqualTo("claude-opus-5-5");
                assertThat(begin.server()).isEqualTo("127.0.0.1");
                assertThat(begin.port()).isEqualTo(server.port());
            });
            assertOneCall(client);
        }
    }

    @ParameterizedTest
    @EnumSource
    void begin_callThatTheSdkTriesAgain_isToldOnce(Way way) throws Exception {
        try (ScriptedServer server = ScriptedServer.http(e -> e.respond(529, "application/json", Wire.OVERLOADED));
                UnbrokenClient client = UnbrokenClient.to(server.url(), s -> s.maxAttempts(1))) {
            Thrown.by(OverloadedException.class, () -> way.ask(client, OpenClient.hello()));

            assertOneCall(client);
        }
    }

    @Test
    void begin_observedCall_isToldToo() throws Exception {
        try (ScriptedServer server = ScriptedServer.streaming(Wire.HELLO);
                UnbrokenClient client = UnbrokenClient.to(server.url(), s -> s.mode(Mode.OBSERVE))) {
            Way.STREAM.ask(client, OpenClient.hello());

            assertThat(client.events().getFirst()).isInstanceOf(PerennialEvent.Begin.class);
            assertOneCall(client);
        }
    }

    @Test
    void end_serverThatKnowsNoStreams_isThatOfAWholeMessage() throws Exception {
        try (ScriptedServer server = ScriptedServer.http(e -> e.respond(200, "application/json", MESSAGE));
                UnbrokenClient client = UnbrokenClient.to(server.url())) {
            client.sync().messages().create(OpenClient.hello());

            assertThat(client.events(PerennialEvent.Break.class)).isEmpty();
            assertThat(client.events(PerennialEvent.End.class)).singleElement().satisfies(end -> {
                assertThat(end.outcome().code()).isEqualTo("complete");
                assertThat(end.outcome().report().attempts())
                        .singleElement()
                        .extracting(AttemptReport::cause)
                        .satisfies(cause -> assertThat(cause).isEmpty());
            });
        }
    }

    @Test
    void begin_asynchronousCall_isToldOnTheThreadThatMakesIt() throws Exception {
        Callers callers = new Callers();
        List<Thread> told = new CopyOnWriteArrayList<>();
        PerennialListener listener = event -> {
            if (event instanceof PerennialEvent.Begin) {
                told.add(Thread.currentThread());
            }
        };
        Perennial perennial =
                Perennial.with(PerennialSettings.builder().listener(listener).build());
        try (ScriptedServer server = ScriptedServer.streaming(Wire.HELLO)) {
            AnthropicClientAsync client = AnthropicOkHttpClientAsync.builder()
                    .baseUrl(server.url())
                    .apiKey("test-key")
                    .addInterceptor(callers)
                    .addInterceptor(perennial)
                    .build();

            client.messages().create(OpenClient.hello()).get(60, TimeUnit.SECONDS);
            client.close();
        }

        assertThat(told).hasSize(1).isEqualTo(callers.threads);
    }

    private static void assertOneCall(UnbrokenClient client) {
        assertThat(client.events(PerennialEvent.Begin.class)).hasSize(1);
        assertThat(client.events(PerennialEvent.End.class)).hasSize(1);
        assertThat(client.events().getLast()).isInstanceOf(PerennialEvent.End.class);
    }

    /** Remembers the threads on which calls come in. */
    private static final class Callers implements Interceptor {

        private final List<Thread> threads = new CopyOnWriteArrayList<>();

        @Override
        public HttpClient intercept(HttpClient next) {
            return new HttpClient() {
                @Override
                public HttpResponse execute(HttpRequest request, RequestOptions options) {
                    return next.execute(request, options);
                }

                @Override
                public CompletableFuture<HttpResponse> executeAsync(HttpRequest request, RequestOptions options) {
                    threads.add(Thread.currentThread());
                    return next.executeAsync(request, options);
                }

                @Override
                public void close() {
                    next.close();
                }
            };
        }
    }
}
