package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.RawMessageStreamEvent;
import dev.perennial.client.MessageEvent.BlockFinished;
import dev.perennial.client.MessageEvent.InputJsonDelta;
import dev.perennial.client.MessageEvent.TextDelta;
import dev.perennial.models.Catalogue;
import dev.perennial.stream.recovery.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The ways to read a stream, through the official SDK from a real socket. */
final class MessageStreamWaysTest {

    private static final String TOOL = "{\"type\":\"tool_use\",\"id\":\"toolu_A\",\"name\":\"write\",\"input\":{}}";
    private static final String WRITE = Wire.START
            + Wire.block(
                    0,
                    TOOL,
                    Wire.inputJson(0, ""),
                    Wire.inputJson(0, "{\"path\": \"/tmp/a.txt\", \"te"),
                    Wire.inputJson(0, "xt\": \"line 1\\nli"),
                    Wire.inputJson(0, "ne 2\"}"))
            + Wire.end("tool_use", 9)
            + Wire.STOP;

    @Test
    void snapshot_atEachEvent_isTheMessageUpToThere() throws Exception {
        reading(Wire.HELLO, stream -> {
            assertThat(stream.snapshot().isStarted()).isFalse();
            List<String> texts = new ArrayList<>();
            List<MessageSnapshot> snapshots = new ArrayList<>();
            for (MessageEvent event : stream) {
                if (event instanceof TextDelta) {
                    texts.add(stream.snapshot().text());
                }
                snapshots.add(stream.snapshot());
            }

            assertThat(texts).containsExactly("Hello", "Hello, world");
            assertThat(snapshots.stream().map(MessageSnapshot::textLength)).containsExactly(0, 0, 5, 5, 12, 12, 12, 12);
            assertThat(snapshots.get(2).raw().at("/content/0/text").asText()).isEqualTo("Hello");
            assertThat(snapshots.get(2).content().getFirst().isFinished()).isFalse();
            assertThat(snapshots.getLast().content().getFirst().isFinished()).isTrue();
            assertThat(snapshots.get(2).stopReason()).isEmpty();
            assertThat(snapshots.getLast().stopReason()).contains("end_turn");
        });
    }

    @Test
    void snapshot_asTheSdksMessage_isThat() throws Exception {
        reading(Wire.HELLO, stream -> {
            assertThatThrownBy(() -> stream.snapshot().toMessage()).isInstanceOf(IllegalStateException.class);
            stream.untilDone();

            Message message = stream.snapshot().toMessage();
            assertThat(message.content().getFirst().asText().text()).isEqualTo("Hello, world");
            assertThat(message).isEqualTo(stream.finalMessage());
        });
    }

    @Test
    void cost_ofAKnownModel_isThatOfItsTokens() throws Exception {
        Catalogue catalogue = Catalogue.builtIn();
        reading(Wire.HELLO, stream -> {
            assertThat(stream.snapshot().cost(catalogue)).isEmpty();
            stream.untilDone();

            assertThat(stream.snapshot().cost(catalogue))
                    .contains(catalogue.get("claude-opus-5-5").prices().cost(stream.usage()));
        });
    }

    @Test
    void input_whileItComes_isWhatIsUnderstood() throws Exception {
        reading(WRITE, stream -> {
            List<String> seen = new ArrayList<>();
            for (MessageEvent event : stream) {
                if (event instanceof InputJsonDelta delta) {
                    seen.add(stream.input(delta.index())
                            .map(input -> input.toJson().toString())
                            .orElse("nothing"));
                }
            }

            assertThat(seen)
                    .containsExactly(
                            "nothing",
                            "{\"path\":\"/tmp/a.txt\"}",
                            "{\"path\":\"/tmp/a.txt\",\"text\":\"line 1\\nli\"}",
                            "{\"path\":\"/tmp/a.txt\",\"text\":\"line 1\\nline 2\"}");
            assertThat(stream.input(0).orElseThrow().isWhole()).isTrue();
            assertThat(stream.snapshot()
                            .content()
                            .getFirst()
                            .input()
                            .orElseThrow()
                            .toJson())
                    .isEqualTo(stream.input(0).orElseThrow().toJson());
            assertThat(stream.input(7)).isEmpty();
        });
    }

    @Test
    void toSdk_everyEvent_isTheSdksEvent() throws Exception {
        try (ScriptedServer server = ScriptedServer.streaming(WRITE);
                OpenClient client = OpenClient.to(server);
                MessageStream stream = client.stream();
                var sdk = client.sdk().messages().createStreaming(OpenClient.hello())) {
            List<RawMessageStreamEvent> ours = new ArrayList<>();
            stream.forEach(event -> event.toSdk().ifPresent(ours::add));

            assertThat(ours).isEqualTo(sdk.stream().toList());
        }
    }

    @Test
    void textStream_andForEachText_haveTheText() throws Exception {
        reading(Wire.HELLO, stream -> assertThat(stream.textStream().toList()).containsExactly("Hello", ", world"));
        List<String> texts = new ArrayList<>();
        reading(Wire.HELLO, stream -> stream.forEachText(texts::add));
        assertThat(texts).containsExactly("Hello", ", world");
    }

    @Test
    void async_reading_isDoneElsewhere_andClosesTheStream() throws Exception {
        try (ScriptedServer server = ScriptedServer.streaming(Wire.HELLO);
                UnbrokenClient client = UnbrokenClient.to(server.url())) {
            CompletableFuture<String> text = MessageStream.openAsync(client.async(), OpenClient.hello())
                    .thenCompose(stream -> stream.async(MessageStream::finalText));

            assertThat(text.get(30, TimeUnit.SECONDS)).isEqualTo("Hello, world");
        }
    }

    @Test
    void async_cancelled_closesTheStream() throws Exception {
        try (ScriptedServer server = silent();
                OpenClient client = OpenClient.to(server);
                MessageStream stream = client.stream()) {
            CompletableFuture<String> text = stream.async(MessageStream::finalText);
            text.cancel(true);

            assertThatThrownBy(text::get).isInstanceOf(CancellationException.class);
            assertThat(server.exchanges().getFirst().clientGone().await(30, TimeUnit.SECONDS))
                    .isTrue();
        }
    }

    @Test
    void readAsync_cancelledInMidStream_closesTheStream() throws Exception {
        try (ScriptedServer server = silent();
                UnbrokenClient client = UnbrokenClient.to(server.url())) {
            CompletableFuture<String> first = new CompletableFuture<>();
            CompletableFuture<String> reading = MessageStream.readAsync(client.async(), OpenClient.hello(), stream -> {
                stream.forEachText(first::complete);
                return stream.finalText();
            });
            assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo("Once upon");
            reading.cancel(true);

            assertThat(server.exchanges().getFirst().clientGone().await(30, TimeUnit.SECONDS))
                    .isTrue();
        }
    }

    @Test
    void openAsync_cancelledBeforeTheAnswer_closesTheStream() throws Exception {
        Gate cancelled = new Gate();
        try (ScriptedServer server = ScriptedServer.http(e -> {
                    cancelled.await();
                    e.startStream();
                    e.chunk(Wire.BEGUN);
                    e.awaitClientGone();
                });
                UnbrokenClient client = UnbrokenClient.to(server.url())) {
            MessageStream.openAsync(client.async(), OpenClient.hello()).cancel(true);
            cancelled.open();

            Eventually.holds(() -> !server.exchanges().isEmpty());
            assertThat(server.exchanges().getFirst().clientGone().await(30, TimeUnit.SECONDS))
                    .isTrue();
        }
    }

    @Test
    void async_failing_isTheFuturesFailure() throws Exception {
        reading(
                Wire.BEGUN,
                stream -> assertThatThrownBy(
                                () -> stream.async(MessageStream::finalText).get(30, TimeUnit.SECONDS))
                        .isInstanceOf(ExecutionException.class)
                        .hasCauseInstanceOf(StreamCutException.class));
    }

    @Test
    void iterator_streamThatWasMended_tellsSo() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        try (ScriptedServer server = ScriptedServer.http(e -> {
                    e.startStream();
                    if (attempts.getAndIncrement() == 0) {
                        e.chunk(Wire.START + Wire.blockStart(0, TOOL) + Wire.inputJson(0, "{\"path\": \"/tmp/old"));
                        e.reset();
                        return;
                    }
                    e.chunk(WRITE);
                    e.endStream();
                });
                UnbrokenClient client =
                        UnbrokenClient.to(server.url(), settings -> settings.delivery(Delivery.FOLLOWED));
                MessageStream stream = MessageStream.open(client.sync(), OpenClient.hello())) {
            List<MessageEvent> events = new ArrayList<>();
            stream.forEach(events::add);

            assertThat(events).contains(new MessageEvent.BlockRestarted(0));
            assertThat(events.stream()
                            .filter(BlockFinished.class::isInstance)
                            .map(event -> ((BlockFinished) event)
                                    .block()
                                    .at("/input/path")
                                    .asText()))
                    .containsExactly("/tmp/a.txt");
            assertThat(stream.rawMessage().path("content")).hasSize(1);
            assertThat(stream.outcome().orElseThrow().code()).isEqualTo("complete");
        }
    }

    private static ScriptedServer silent() {
        return ScriptedServer.http(e -> {
            e.startStream();
            e.chunk(Wire.BEGUN);
            e.awaitClientGone();
        });
    }

    private static void reading(String events, Consumer<MessageStream> test) throws Exception {
        try (ScriptedServer server = ScriptedServer.streaming(events);
                OpenClient client = OpenClient.to(server);
                MessageStream stream = client.stream()) {
            test.accept(stream);
        }
    }

    @Test
    void textStream_asked_afterEvents_refuses() throws Exception {
        reading(Wire.HELLO, stream -> {
            Optional<MessageEvent> first = Optional.of(stream.iterator().next());
            assertThat(first).isPresent();
            assertThatThrownBy(stream::textStream).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> stream.tee(2)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(stream::publisher).isInstanceOf(IllegalStateException.class);
        });
    }
}
