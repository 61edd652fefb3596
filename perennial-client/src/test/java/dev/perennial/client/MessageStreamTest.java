package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.errors.BadRequestException;
import com.anthropic.models.beta.messages.BetaMessage;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.StopReason;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.client.MessageEvent.BlockFinished;
import dev.perennial.client.MessageEvent.BlockStarted;
import dev.perennial.client.MessageEvent.InputJsonDelta;
import dev.perennial.client.MessageEvent.MessageDelta;
import dev.perennial.client.MessageEvent.MessageFinished;
import dev.perennial.client.MessageEvent.MessageStarted;
import dev.perennial.client.MessageEvent.Ping;
import dev.perennial.client.MessageEvent.TextDelta;
import dev.perennial.client.MessageEvent.UnknownDelta;
import dev.perennial.client.MessageEvent.UnknownEvent;
import dev.perennial.models.TokenUsage;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Whole messages, through the official SDK from a real socket. */
class MessageStreamTest {

    @Test
    void iterator_wholeMessage_givesEveryEventInOrder() throws Exception {
        reading(Wire.HELLO, stream -> {
            List<MessageEvent> events = new ArrayList<>();
            stream.forEach(events::add);

            assertThat(events)
                    .hasExactlyElementsOfTypes(
                            MessageStarted.class,
                            BlockStarted.class,
                            TextDelta.class,
                            Ping.class,
                            TextDelta.class,
                            BlockFinished.class,
                            MessageDelta.class,
                            MessageFinished.class);
            assertThat(events.get(2)).isEqualTo(new TextDelta(0, "Hello"));
            assertThat(((MessageDelta) events.get(6)).stopReason()).contains("end_turn");
        });
    }

    @Test
    void text_wholeMessage_givesThePieces() throws Exception {
        reading(Wire.HELLO, stream -> {
            assertThat(stream.text()).containsExactly("Hello", ", world");
            assertThat(stream.stopReason()).contains("end_turn");
        });
    }

    @Test
    void finalMessage_nothingReadBefore_isTheSdksMessage() throws Exception {
        reading(Wire.HELLO, stream -> {
            Message message = stream.finalMessage();

            assertThat(message.id()).isEqualTo("msg_1");
            assertThat(message.content().getFirst().asText().text()).isEqualTo("Hello, world");
            assertThat(message.stopReason()).contains(StopReason.END_TURN);
            assertThat(message.usage().outputTokens()).isEqualTo(15);
        });
    }

    @Test
    void finalText_afterSomeEvents_hasTheWholeText() throws Exception {
        reading(Wire.HELLO, stream -> {
            Iterator<String> text = stream.text().iterator();
            assertThat(text.next()).isEqualTo("Hello");

            assertThat(stream.finalText()).isEqualTo("Hello, world");
            assertThat(stream.finalRawMessage().path("stop_reason").asText()).isEqualTo("end_turn");
        });
    }

    @Test
    void iterator_askedForTwice_refuses() throws Exception {
        reading(Wire.HELLO, stream -> {
            Iterator<MessageEvent> events = stream.iterator();
            assertThatThrownBy(stream::iterator).isInstanceOf(IllegalStateException.class);
            events.forEachRemaining(event -> {});
            assertThatThrownBy(events::next).isInstanceOf(NoSuchElementException.class);
        });
    }

    @Test
    void rawMessage_whileItStreams_isTheMessageSoFar() throws Exception {
        reading(Wire.HELLO, stream -> {
            assertThatThrownBy(stream::rawMessage).isInstanceOf(IllegalStateException.class);
            Iterator<MessageEvent> events = stream.iterator();
            while (!(events.next() instanceof TextDelta)) {
                // The first piece of text is wanted.
            }

            assertThat(stream.rawMessage().at("/content/0/text").asText()).isEqualTo("Hello");
        });
    }

    @Test
    void usage_cumulativeDeltas_overwriteWhereTheyHaveValues() throws Exception {
        String grown = Wire.event("""
                {"type":"message_delta","delta":{"stop_reason":null},"usage":{"input_tokens":10682,\
                "cache_creation_input_tokens":null,"output_tokens":510,"server_tool_use":{"web_search_requests":1}}}""");
        reading(Wire.START + grown + Wire.end("end_turn", 600) + Wire.STOP, stream -> {
            ObjectNode message = stream.finalRawMessage();

            assertThat(stream.usage()).isEqualTo(new TokenUsage(10_682, 600, 7, 0, 3));
            assertThat(message.at("/usage/cache_creation_input_tokens").asInt()).isEqualTo(7);
            assertThat(message.at("/usage/server_tool_use/web_search_requests").asInt())
                    .isEqualTo(1);
        });
    }

    @Test
    void usage_leftOut_isZero() throws Exception {
        String start = Wire.event("{\"type\":\"message_start\",\"message\":{\"id\":\"m\",\"content\":[]}}");
        String delta = Wire.event("{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"}}");
        reading(start + delta + Wire.STOP, stream -> {
            stream.finalRawMessage();

            assertThat(stream.usage()).isEqualTo(TokenUsage.NONE);
            assertThat(stream.stopReason()).contains("end_turn");
        });
    }

    @Test
    void blockFinished_toolInputInFragments_isParsed() throws Exception {
        String tool =
                "{\"type\":\"tool_use\",\"id\":\"toolu_A\",\"name\":\"f\",\"input\":{},\"caller\":{\"type\":\"direct\"}}";
        String block = Wire.block(
                0,
                tool,
                Wire.inputJson(0, ""),
                Wire.inputJson(0, "{\"a\": 1.0, \"b"),
                Wire.inputJson(0, "\": \"x\\ny\"}"));
        reading(Wire.START + block + Wire.end("tool_use", 9) + Wire.STOP, stream -> {
            List<MessageEvent> events = new ArrayList<>();
            stream.forEach(events::add);
            BlockFinished finished = only(events, BlockFinished.class);

            assertThat(finished.inputValid()).isTrue();
            assertThat(finished.block().path("input")).hasToString("{\"a\":1.0,\"b\":\"x\\ny\"}");
            assertThat(finished.block().at("/caller/type").asText()).isEqualTo("direct");
            assertThat(only(events, BlockStarted.class).block().path("input").isEmpty())
                    .isTrue();
            assertThat(events).filteredOn(InputJsonDelta.class::isInstance).hasSize(3);
        });
    }

    @Test
    void blockFinished_toolInputInvalid_keepsTheTextAndSaysSo() throws Exception {
        for (String input : List.of("{\"a\": ", "[1]", "{} {}", "{\"a\":1}x", "nope")) {
            String block = Wire.block(0, "{\"type\":\"tool_use\",\"input\":{}}", Wire.inputJson(0, input));
            reading(Wire.START + block + Wire.end("max_tokens", 9) + Wire.STOP, stream -> {
                List<MessageEvent> events = new ArrayList<>();
                stream.forEach(events::add);
                BlockFinished finished = only(events, BlockFinished.class);

                assertThat(finished.inputValid()).as(input).isFalse();
                assertThat(finished.block().at("/input/INVALID_JSON").asText()).isEqualTo(input);
            });
        }
    }

    @Test
    void blockFinished_toolWithoutInput_hasTheEmptyObject() throws Exception {
        String block = Wire.block(0, "{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"f\",\"input\":{}}");
        reading(
                Wire.START + block + Wire.end("tool_use", 9) + Wire.STOP,
                stream -> assertThat(stream.finalRawMessage().at("/content/0/input"))
                        .hasToString("{}"));
    }

    @Test
    void finalRawMessage_everyKindOfDelta_foldsIt() throws Exception {
        String thinking = Wire.block(
                0,
                "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}",
                Wire.thinking(0, "Let me"),
                Wire.thinking(0, " see"),
                Wire.delta(0, "{\"type\":\"signature_delta\",\"signature\":\"EqQB\"}"));
        String cited = Wire.block(
                1,
                "{\"type\":\"text\",\"text\":\"\",\"citations\":[]}",
                Wire.text(1, "21"),
                Wire.delta(1, "{\"type\":\"citations_delta\",\"citation\":{\"cited_text\":\"x\"}}"));
        String compaction = Wire.block(
                2,
                "{\"type\":\"compaction\",\"content\":null}",
                Wire.delta(2, "{\"type\":\"compaction_delta\",\"content\":\"sum\",\"encrypted_content\":null}"));
        reading(
                Wire.START + thinking + cited + compaction + Wire.END_TURN + Wire.STOP,
                stream -> assertThat(stream.finalRawMessage().path("content"))
                        .hasToString("[{\"type\":\"thinking\",\"thinking\":\"Let me see\",\"signature\":\"EqQB\"},"
                                + "{\"type\":\"text\",\"text\":\"21\",\"citations\":[{\"cited_text\":\"x\"}]},"
                                + "{\"type\":\"compaction\",\"content\":\"sum\",\"encrypted_content\":null}]"));
    }

    @Test
    void blockFinished_deltasOfUnknownType_areToldOfTheirBlockOnly() throws Exception {
        String odd = Wire.block(
                0,
                "{\"type\":\"text\",\"text\":\"\"}",
                Wire.text(0, "a"),
                Wire.delta(0, "{\"type\":\"aroma_delta\",\"note\":\"pine\"}"),
                Wire.text(0, "b"));
        String plain = Wire.block(1, "{\"type\":\"text\",\"text\":\"\"}", Wire.text(1, "c"));
        reading(Wire.START + odd + plain + Wire.END_TURN + Wire.STOP, stream -> {
            List<MessageEvent> events = new ArrayList<>();
            stream.forEach(events::add);

            assertThat(events)
                    .filteredOn(BlockFinished.class::isInstance)
                    .extracting(event -> ((BlockFinished) event).hasUnknownDeltas())
                    .containsExactly(true, false);
            assertThat(stream.finalText()).isEqualTo("abc");
        });
    }

    @Test
    void finalRawMessage_whatIsUnknown_isKept() throws Exception {
        String start = Wire.event(
                "{\"type\":\"message_start\",\"message\":{\"id\":\"m\",\"content\":[],\"new_field\":{\"x\":1.50}}}");
        String block = Wire.block(
                0, "{\"type\":\"hologram\",\"size\":[1,2]}", Wire.delta(0, "{\"type\":\"hologram_delta\",\"z\":3}"));
        String delta = Wire.event(
                "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"bored\",\"mood\":\"low\"},\"context_management\":{\"applied_edits\":[]}}");
        String unknown = Wire.event("{\"type\":\"applause\",\"loud\":true}");
        reading(start + block + unknown + delta + Wire.STOP, stream -> {
            List<MessageEvent> events = new ArrayList<>();
            stream.forEach(events::add);

            assertThat(stream.finalRawMessage())
                    .hasToString("{\"id\":\"m\",\"content\":[{\"type\":\"hologram\",\"size\":[1,2]}],"
                            + "\"new_field\":{\"x\":1.50},\"stop_reason\":\"bored\",\"mood\":\"low\","
                            + "\"context_management\":{\"applied_edits\":[]}}");
            assertThat(only(events, UnknownDelta.class).delta().path("z").asInt())
                    .isEqualTo(3);
            assertThat(only(events, UnknownEvent.class).name()).isEqualTo("applause");
        });
    }

    @Test
    void events_withoutNames_areReadByTheirType() throws Exception {
        reading(
                Wire.HELLO.replaceAll("event: \\w+\n", ""),
                stream -> assertThat(stream.finalText()).isEqualTo("Hello, world"));
    }

    @Test
    void headers_ofTheResponse_areThere() throws Exception {
        reading(Wire.HELLO, stream -> {
            assertThat(stream.requestId()).contains("req_1");
            assertThat(stream.headers().values("anthropic-ratelimit-requests-remaining"))
                    .containsExactly("41");
        });
    }

    @Test
    void open_betaParams_goesToTheBetaApi() throws Exception {
        var params = com.anthropic.models.beta.messages.MessageCreateParams.builder()
                .model("claude-opus-5-5")
                .maxTokens(1000)
                .addUserMessage("Hello")
                .addBeta("compact-2026-01-12")
                .build();
        try (ScriptedServer server = ScriptedServer.streaming(Wire.HELLO);
                OpenClient client = OpenClient.to(server);
                MessageStream stream = MessageStream.open(client.sdk(), params)) {
            BetaMessage message = stream.finalBetaMessage();

            assertThat(message.content().getFirst().asText().text()).isEqualTo("Hello, world");
            assertThat(server.exchanges().getFirst().target()).isEqualTo("/v1/messages");
            assertThat(server.exchanges().getFirst().header("anthropic-beta")).contains("compact-2026-01-12");
        }
    }

    @Test
    void open_refusedRequest_throwsTheSdksException() throws Exception {
        String body =
                "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"max_tokens: too many\"}}";
        try (ScriptedServer server = ScriptedServer.http(e -> e.respond(400, "application/json", body));
                OpenClient client = OpenClient.to(server)) {
            assertThatThrownBy(client::stream)
                    .isInstanceOf(BadRequestException.class)
                    .hasMessageContaining("max_tokens: too many");
        }
    }

    @Test
    void finalMessage_afterTheEnd_leavesTheConnectionForTheNextRequest() throws Exception {
        try (ScriptedServer server = ScriptedServer.streaming(Wire.HELLO);
                OpenClient client = OpenClient.to(server)) {
            for (int i = 0; i < 3; i++) {
                try (MessageStream stream = client.stream()) {
                    assertThat(stream.finalText()).isEqualTo("Hello, world");
                }
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    private static <T> T only(List<MessageEvent> events, Class<T> type) {
        return events.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    private static void reading(String events, Consumer<MessageStream> test) throws Exception {
        try (ScriptedServer server = ScriptedServer.streaming(events);
                OpenClient client = OpenClient.to(server);
                MessageStream stream = client.stream()) {
            test.accept(stream);
        }
    }
}
