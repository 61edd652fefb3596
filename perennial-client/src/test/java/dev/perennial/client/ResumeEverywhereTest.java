package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.AnthropicClient;
import com.anthropic.models.messages.MessageCreateParams;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.client.MessageEvent.MessageFinished;
import dev.perennial.client.MessageEvent.TextDelta;
import dev.perennial.simulator.Brain;
import dev.perennial.simulator.Reply;
import dev.perennial.simulator.SimulatorSettings;
import dev.perennial.simulator.manner.Manner;
import dev.perennial.simulator.manner.ResumingBrain;
import dev.perennial.stream.recovery.Delivery;
import dev.perennial.testkit.SimulatorExtension;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers of several kinds, left behind every event and resumed by another client: over sockets, from the simulator. */
final class ResumeEverywhereTest {

    private static final String PROSE =
            "The river rises in the hills behind the town, and nobody who lives there has ever asked why.";
    private static final String UNICODE =
            "Die Brücke über den Fluß heißt 橋。每天早上他都會走過那座橋。 👩‍👩‍👧‍👦 e\u0301tait là, 🏳️‍🌈 aussi; привет, مرحبا!";

    /** What a model may say; its name is what it is asked for. */
    enum Kind {
        TEXT,
        UNICODE_TEXT,
        THINKING,
        TOOLS;

        Reply reply() {
            return switch (this) {
                case TEXT -> Reply.text(PROSE);
                case UNICODE_TEXT -> Reply.text(UNICODE);
                case THINKING ->
                    Reply.of(Reply.thinkingBlock("They want to hear of the river, I guess."), Reply.textBlock(PROSE));
                case TOOLS ->
                    Reply.of(
                            Reply.thinkingBlock("Two files, then."),
                            Reply.textBlock("I look at both of them. One moment, please."),
                            call("a.txt"),
                            call("b.txt"));
            };
        }

        private static ObjectNode call(String path) {
            ObjectNode input = Json.emptyObject().put("path", "/tmp/" + path).put("mode", "all of it");
            return Reply.toolUseBlock("read", input);
        }
    }

    private static final Brain BRAIN =
            prompt -> Kind.valueOf(prompt.lastUserText()).reply();

    @RegisterExtension
    static final SimulatorExtension SIMULATOR =
            SimulatorExtension.withSettings(() -> SimulatorSettings.builder(ResumingBrain.over(BRAIN))
                    .manner(Manner.OBEDIENT)
                    .build());

    static Stream<Arguments> ways() {
        return Stream.of(
                Arguments.of(Kind.TEXT, Delivery.WIRE),
                Arguments.of(Kind.UNICODE_TEXT, Delivery.FOLLOWED),
                Arguments.of(Kind.THINKING, Delivery.WIRE),
                Arguments.of(Kind.THINKING, Delivery.FOLLOWED),
                Arguments.of(Kind.TOOLS, Delivery.WIRE),
                Arguments.of(Kind.TOOLS, Delivery.FOLLOWED));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void leftBehindAnyEvent_isResumedToTheSameMessage(Kind kind, Delivery delivery) {
        try (UnbrokenClient client =
                UnbrokenClient.to(SIMULATOR.baseUrl().toString(), settings -> settings.delivery(delivery))) {
            MessageCreateParams params = params(kind);
            JsonNode whole = whole(client.sync(), params);
            boolean over = false;
            for (int events = 1; !over; events++) {
                StringBuilder shown = new StringBuilder();
                ReceivedMessage received;
                try (MessageStream left = MessageStream.open(client.sync(), params)) {
                    over = readSome(left, events, shown);
                    received = ReceivedMessage.of(left.snapshot());
                }
                if (!over) {
                    assertResumed(client, params, kept(received), shown, whole);
                }
            }
        }
    }

    private static JsonNode whole(AnthropicClient client, MessageCreateParams params) {
        try (MessageStream stream = MessageStream.open(client, params)) {
            return comparable(stream.finalRawMessage());
        }
    }

    /** Whether the message ended; no event is looked at that was not shown. */
    private static boolean readSome(MessageStream stream, int count, StringBuilder shown) {
        Iterator<MessageEvent> events = stream.iterator();
        for (int i = 0; i < count; i++) {
            MessageEvent event = events.next();
            if (event instanceof TextDelta delta) {
                shown.append(delta.text());
            } else if (event instanceof MessageFinished) {
                return true;
            }
        }
        return false;
    }

    /** As a journal keeps it. */
    private static ReceivedMessage kept(ReceivedMessage received) {
        return ReceivedMessage.fromJson(RawMessages.parse(received.toJson().toString()));
    }

    private static void assertResumed(
            UnbrokenClient client,
            MessageCreateParams params,
            ReceivedMessage received,
            StringBuilder shown,
            JsonNode whole) {
        try (MessageStream rest = MessageStream.resume(client.sync(), params, received)) {
            rest.forEachText(shown::append);

            ObjectNode message = rest.finalRawMessage();
            assertThat(comparable(message)).as("after %s", received).isIn(wholeOrClosedBehindACall(whole));
            assertThat(shown).as("after %s", received).hasToString(rest.finalText());
            assertThat(message.path("id")).isEqualTo(received.start().path("id"));
            assertThat(rest.outcome())
                    .hasValueSatisfying(outcome -> assertThat(outcome.code()).isEqualTo("complete"));
        }
    }

    /** A second call that was cut behind a first one is dropped. */
    private static List<JsonNode> wholeOrClosedBehindACall(JsonNode whole) {
        ArrayNode closed = whole.deepCopy();
        closed.remove(closed.size() - 1);
        boolean calls = closed.path(closed.size() - 1).path("type").asText().equals("tool_use");
        return calls ? List.of(whole, closed) : List.of(whole);
    }

    /** What the message says: without ids, and without thinking that was cut in the open. */
    private static JsonNode comparable(ObjectNode message) {
        ArrayNode said = Json.MAPPER.createArrayNode();
        said.add(message.path("stop_reason"));
        for (JsonNode block : message.path("content")) {
            ObjectNode bare = ((ObjectNode) block.deepCopy()).without(List.of("id", "signature"));
            if (!block.path("type").asText().equals("thinking")
                    || !block.path("signature").asText().isEmpty()) {
                said.add(bare);
            }
        }
        return said;
    }

    private static MessageCreateParams params(Kind kind) {
        return RawMessages.params(RawMessages.parse("""
                {"model": "claude-opus-5-5", "max_tokens": 4000, "thinking": {"type": "adaptive", "display": "summarized"},
                 "tools": [{"name": "read", "input_schema": {"type": "object"}}],
                 "messages": [{"role": "user", "content": "%s"}]}""".formatted(kind)));
    }
}
