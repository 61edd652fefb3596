package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.errors.AnthropicException;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.Metadata;
import dev.perennial.client.governor.Governing;
import dev.perennial.client.governor.SharedGovernor;
import dev.perennial.models.Catalogue;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Prompts that are counted before they are sent, over sockets. */
final class GovernedCountsTest {

    private static final String MODEL = "claude-opus-5-5";
    private static final String COUNT = "/v1/messages/count_tokens";
    private static final String MESSAGE = "/v1/messages";
    private static final long LIMIT = 40_000;

    private final SharedGovernor governor = SharedGovernor.with(SharedGovernor.USUAL);

    /** How the server counts. */
    private volatile ScriptedServer.Script counts =
            exchange -> exchange.respond(200, "application/json", "{\"input_tokens\":39000}");

    /** How it answers messages. */
    private volatile ScriptedServer.Script messages = GovernedCountsTest::stream;

    private void serve(Exchange exchange) throws IOException, InterruptedException {
        if (exchange.target().equals(COUNT)) {
            counts.serve(exchange);
        } else {
            messages.serve(exchange);
        }
    }

    private static void stream(Exchange exchange) throws IOException {
        String head = """
                HTTP/1.1 200 OK
                content-type: text/event-stream
                transfer-encoding: chunked
                anthropic-ratelimit-requests-limit: 60000
                anthropic-ratelimit-requests-remaining: 59999
                anthropic-ratelimit-output-tokens-limit: 200000
                anthropic-ratelimit-output-tokens-remaining: 200000
                anthropic-ratelimit-input-tokens-limit: 40000
                anthropic-ratelimit-input-tokens-remaining: 40000

                """;
        exchange.raw(head.replace("\n", "\r\n"));
        exchange.chunk(Wire.HELLO);
        exchange.endStream();
    }

    private UnbrokenClient client(ScriptedServer server) {
        return UnbrokenClient.to(server.url(), s -> s.governor(governor));
    }

    /** About as long as the limit, so that an estimate cannot say on which side of it. */
    private static MessageCreateParams doubtful(String word) {
        double characters =
                LIMIT * 1.1 * Catalogue.builtIn().get(MODEL).tokenizer().charactersPerToken();
        return MessageCreateParams.builder()
                .model(MODEL)
                .maxTokens(1_000)
                .metadata(Metadata.builder().userId("u").build())
                .addUserMessage(word.repeat((int) (characters / word.length())))
                .build();
    }

    private static List<String> targets(ScriptedServer server) {
        return server.exchanges().stream().map(Exchange::target).toList();
    }

    @Test
    void promptThatMayBeLargerThanTheLimit_isCounted_andThenKnown() throws Exception {
        try (ScriptedServer server = ScriptedServer.http(this::serve);
                UnbrokenClient client = client(server)) {
            client.sync().messages().create(OpenClient.hello());

            Message answer = client.sync().messages().create(doubtful("word "));
            client.sync().messages().create(doubtful("word "));

            assertThat(answer.content()).isNotEmpty();
            assertThat(targets(server)).containsExactly(MESSAGE, COUNT, MESSAGE, MESSAGE);
            Exchange counted = server.exchanges().get(1);
            assertThat(credential(counted))
                    .contains("test-key")
                    .isEqualTo(credential(server.exchanges().getFirst()));
            assertThat(counted.body())
                    .startsWith("{")
                    .contains("\"messages\":[", "\"model\":\"" + MODEL + "\"")
                    .doesNotContain("max_tokens", "stream", "metadata");
            assertThat(governor.state().statistics().asked()).isEqualTo(3);
        }
    }

    private static String credential(Exchange exchange) {
        return exchange.header("x-api-key")
                .or(() -> exchange.header("authorization"))
                .orElse("");
    }

    @Test
    void promptsWithoutDoubt_areNotCounted() throws Exception {
        try (ScriptedServer server = ScriptedServer.http(this::serve);
                UnbrokenClient client = client(server)) {
            for (int i = 0; i < 4; i++) {
                client.sync().messages().create(OpenClient.hello());
            }

            assertThat(targets(server)).containsOnly(MESSAGE);
        }
    }

    @Test
    void whereNothingIsKnownOfLimits_nothingIsCounted() throws Exception {
        try (ScriptedServer server = ScriptedServer.http(this::serve);
                UnbrokenClient client = client(server)) {
            client.sync().messages().create(doubtful("word "));

            assertThat(targets(server)).containsExactly(MESSAGE);
        }
    }

    @Test
    void off_nothingIsCounted() throws Exception {
        Governing byEstimates = Governing.ON.by(governor).withCounting(false);
        try (ScriptedServer server = ScriptedServer.http(this::serve);
                UnbrokenClient client = UnbrokenClient.to(server.url(), s -> s.governing(byEstimates))) {
            client.sync().messages().create(OpenClient.hello());
            client.sync().messages().create(doubtful("word "));

            assertThat(targets(server)).containsExactly(MESSAGE, MESSAGE);
        }
    }

    @Test
    void header_turnsItOffForOneRequest() throws Exception {
        try (ScriptedServer server = ScriptedServer.http(this::serve);
                UnbrokenClient client = client(server)) {
            client.sync().messages().create(OpenClient.hello());
            client.sync()
                    .messages()
                    .create(doubtful("word ").toBuilder()
                            .putAdditionalHeader(Perennial.HEADER, "count-tokens=off")
                            .build());

            assertThat(targets(server)).containsExactly(MESSAGE, MESSAGE);
        }
    }

    @Test
    void serverThatAsksForALongerPauseThanAnybodyWaits_isNotAskedToCountEither() throws Exception {
        try (ScriptedServer server = ScriptedServer.http(this::serve);
                UnbrokenClient client = client(server)) {
            client.sync().messages().create(OpenClient.hello());
            messages = exchange -> exchange.raw("HTTP/1.1 429 x\r\nretry-after: 80000\r\ncontent-length: 0\r\n\r\n");
            Thrown.by(AnthropicException.class, () -> client.sync().messages().create(OpenClient.hello()));

            Thrown.by(AnthropicException.class, () -> client.sync().messages().create(doubtful("word ")));

            assertThat(targets(server)).containsOnly(MESSAGE).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 405, 410, 501})
    void serverThatDoesNotCount_isNotAskedAgain(int status) throws Exception {
        counts = exchange -> exchange.respond(status, "application/json", "{}");
        twoDoubtful_areCountedOnce();
    }

    @Test
    void tooManyCounts_areNotAskedForUntilTheServerSays() throws Exception {
        counts = exchange -> exchange.raw(
                "HTTP/1.1 429 x\r\nretry-after: 60\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}");
        twoDoubtful_areCountedOnce();
    }

    private void twoDoubtful_areCountedOnce() throws Exception {
        try (ScriptedServer server = ScriptedServer.http(this::serve);
                UnbrokenClient client = client(server)) {
            client.sync().messages().create(OpenClient.hello());
            Message first = client.sync().messages().create(doubtful("word "));
            Message second = client.sync().messages().create(doubtful("other "));

            assertThat(first.content()).isNotEmpty();
            assertThat(second.content()).isNotEmpty();
            assertThat(targets(server)).containsExactly(MESSAGE, COUNT, MESSAGE, MESSAGE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 500 x\r\ncontent-length: 0\r\n\r\n",
                "HTTP/1.1 200 x\r\ncontent-length: 14\r\n\r\n{\"input_tokens",
                "HTTP/1.1 200 x\r\ncontent-type: text/html\r\ncontent-length: 6\r\n\r\n<html>",
                "HTTP/1.1 200 x\r\ncontent-length: 19\r\n\r\n{\"input_tokens\":-1}",
                "HTTP/1.1 200 x\r\ncontent-length: 90\r\n\r\n{\"input_tok",
                "nonsense\r\n\r\n",
                "",
            })
    void faultsOfTheEndpoint_leaveTheMessageToItsEstimate(String answer) throws Exception {
        counts = exchange -> {
            exchange.raw(answer);
            exchange.socket().close();
        };
        try (ScriptedServer server = ScriptedServer.http(this::serve);
                UnbrokenClient client = client(server)) {
            client.sync().messages().create(OpenClient.hello());

            Message answered = client.sync().messages().create(doubtful("word "));

            assertThat(answered.content()).isNotEmpty();
            assertThat(targets(server)).startsWith(MESSAGE, COUNT).endsWith(MESSAGE);
        }
    }

    @Test
    void serverThatTakesTooLong_isNotWaitedFor() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        counts = exchange -> {
            exchange.awaitClientGone();
            gone.countDown();
        };
        try (ScriptedServer server = ScriptedServer.http(this::serve);
                UnbrokenClient client = client(server)) {
            client.sync().messages().create(OpenClient.hello());

            Message answered = client.sync().messages().create(doubtful("word "));

            assertThat(answered.content()).isNotEmpty();
            gone.await();
        }
    }

    @Test
    void callThatNobodyWants_endsItsCount_andIsNotSent() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        counts = exchange -> {
            exchange.awaitClientGone();
            gone.countDown();
        };
        try (ScriptedServer server = ScriptedServer.http(this::serve);
                UnbrokenClient client = client(server)) {
            client.sync().messages().create(OpenClient.hello());
            Thread caller = Thread.startVirtualThread(() -> Thrown.by(
                    AnthropicException.class, () -> client.sync().messages().create(doubtful("word "))));
            Eventually.holds(() -> targets(server).contains(COUNT));

            caller.interrupt();
            caller.join();

            gone.await();
            assertThat(targets(server)).containsExactly(MESSAGE, COUNT);
            assertThat(governor.state().pools().getFirst().underWay()).isZero();
        }
    }
}
