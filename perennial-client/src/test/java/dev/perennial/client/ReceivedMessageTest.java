package dev.perennial.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.client.ReceivedMessage.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ReceivedMessageTest {

    private static final ObjectNode START =
            RawMessages.parse("{\"id\":\"msg_1\",\"model\":\"m\",\"content\":[],\"usage\":{\"input_tokens\":9}}");

    private static ObjectNode json(String text) {
        return RawMessages.parse(text);
    }

    private static String frames(ReceivedMessage received) {
        return new String(received.received().frames(), UTF_8);
    }

    /** Folds the frames as they would be folded had they come from a server. */
    private static ObjectNode folded(ReceivedMessage received) {
        byte[] frames = received.received().frames();
        try (EventSource source = new EventSource(Answers.begun(Optional.empty()), frames)) {
            return source.look(MessageFold::soFar);
        }
    }

    @Test
    void json_andBack_isTheSame() {
        ReceivedMessage received = ReceivedMessage.begun(START)
                .with(Block.finished(json("{\"type\":\"text\",\"text\":\"1.10\",\"new\":1.10}")))
                .with(new Block(json("{\"type\":\"glow\"}"), "", true, true))
                .with(Block.openCall(json("{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"n\",\"input\":{}}"), "{\"a"))
                .ofRequest("req_1");

        assertThat(ReceivedMessage.fromJson(json(received.toJson().toString()))).isEqualTo(received);
    }

    @Test
    void json_whatIsLeftOut_isNotThere() {
        ReceivedMessage read =
                ReceivedMessage.fromJson(json("{\"message\":{\"id\":\"msg_1\"},\"blocks\":[{\"block\":{}}]}"));

        assertThat(read.blocks()).containsExactly(Block.finished(Json.emptyObject()));
        assertThat(read.end()).isEmpty();
        assertThat(read.requestId()).isEmpty();
    }

    @Test
    void json_ofSomethingElse_namesTheField() {
        assertThatThrownBy(() -> ReceivedMessage.fromJson(json("{\"blocks\":[]}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("message of a received message is MISSING");
        assertThatThrownBy(() -> ReceivedMessage.fromJson(json("{\"message\":{},\"blocks\":[{\"block\":7}]}")))
                .hasMessageContaining("blocks[0].block");
    }

    @Test
    void blockThatIsOpen_mayOnlyBeTheLastOne() {
        Block open = Block.open(json("{\"type\":\"text\",\"text\":\"a\"}"));
        ReceivedMessage received = ReceivedMessage.begun(START).with(open);

        assertThatThrownBy(() -> received.with(open)).hasMessageContaining("blocks[0] is not finished");
        assertThatThrownBy(() -> received.endedBy(Json.emptyObject())).hasMessageContaining("ended behind it");
    }

    @Test
    void startWithContent_isRefused() {
        ObjectNode whole = json("{\"id\":\"msg_1\",\"content\":[{\"type\":\"text\",\"text\":\"a\"}]}");

        assertThatThrownBy(() -> ReceivedMessage.begun(whole)).hasMessageContaining("start has content");
    }

    @Test
    void frames_foldToTheMessage_whateverItsBlocks() {
        List<String> blocks = List.of(
                "{\"type\":\"thinking\",\"thinking\":\"Hm \\uD83D\\uDE00\",\"signature\":\"sig\"}",
                "{\"type\":\"text\",\"text\":\"Brücke \\uD83D\",\"citations\":[{\"type\":\"page\",\"n\":1.10}]}",
                "{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"n\",\"input\":{\"a\":{\"b\":[1.10,\"\\n\"]}}}",
                "{\"type\":\"redacted_thinking\",\"data\":\"xyz\"}",
                "{\"type\":\"server_tool_use\",\"id\":\"s\",\"name\":\"n\",\"input\":{}}",
                "{\"type\":\"web_search_tool_result\",\"tool_use_id\":\"s\",\"content\":[{\"deep\":[{}]}]}");
        ReceivedMessage received = ReceivedMessage.begun(START);
        for (String block : blocks) {
            received = received.with(Block.finished(json(block)));
        }

        assertThat(folded(received).path("content"))
                .containsExactlyElementsOf(
                        blocks.stream().map(ReceivedMessageTest::json).toList());
    }

    @Test
    void inputThatIsNoJson_comesAsItCame() {
        Block cut = Block.finished(
                json("{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"n\",\"input\":{\"INVALID_JSON\":\"{\\\"a\"}}"));

        assertThat(frames(ReceivedMessage.begun(START).with(cut))).contains("\"partial_json\":\"{\\\"a\"");
    }

    @Test
    void openCall_withoutInputYet_hasNone() {
        Block open = Block.open(json("{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"n\",\"input\":{}}"));

        assertThat(frames(ReceivedMessage.begun(START).with(open))).doesNotContain("partial_json");
    }

    @Test
    void longText_comesInFramesOfUsualLength_andIsNotCutInACharacter() {
        String text = "😀".repeat(100_000).substring(1) + "x";
        ReceivedMessage received = ReceivedMessage.begun(START)
                .with(Block.open(Json.emptyObject().put("type", "text").put("text", text)));

        assertThat(frames(received).lines()).allMatch(line -> line.length() < 100_000);
        assertThat(folded(received).at("/content/0/text").asText()).isEqualTo(text);
    }

    @Test
    void blockWithUnknownDeltas_isNotTakenForWhole() {
        Block strange = new Block(json("{\"type\":\"text\",\"text\":\"a\"}"), "", true, true);

        assertThat(frames(ReceivedMessage.begun(START).with(strange))).contains("unknown_delta");
    }

    private static List<MessageEvent> begun() {
        return new ArrayList<>(List.of(
                new MessageEvent.MessageStarted(START),
                new MessageEvent.BlockStarted(0, json("{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}")),
                new MessageEvent.ThinkingDelta(0, "Hm"),
                new MessageEvent.SignatureDelta(0, "sig"),
                new MessageEvent.BlockFinished(
                        0, json("{\"type\":\"thinking\",\"thinking\":\"Hm\",\"signature\":\"sig\"}"), true, false),
                new MessageEvent.Ping(),
                new MessageEvent.BlockStarted(1, json("{\"type\":\"text\",\"text\":\"\"}")),
                new MessageEvent.TextDelta(1, "Once "),
                new MessageEvent.TextDelta(1, "upon")));
    }

    @Test
    void events_foldToWhatWasReceived() {
        ReceivedMessage received = ReceivedMessage.of(begun());

        assertThat(received)
                .isEqualTo(ReceivedMessage.begun(START)
                        .with(Block.finished(json("{\"type\":\"thinking\",\"thinking\":\"Hm\",\"signature\":\"sig\"}")))
                        .with(Block.open(json("{\"type\":\"text\",\"text\":\"Once upon\"}"))));
    }

    @Test
    void events_ofFinishedBlocks_needNoDeltas() {
        List<MessageEvent> few = begun();
        few.subList(1, 4).clear();

        assertThat(ReceivedMessage.of(few)).isEqualTo(ReceivedMessage.of(begun()));
    }

    @Test
    void events_blockThatBeganAnew_isThereOnce() {
        List<MessageEvent> events = begun();
        events.add(new MessageEvent.BlockRestarted(1));
        events.add(new MessageEvent.BlockStarted(
                1, json("{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"n\",\"input\":{}}")));
        events.add(new MessageEvent.InputJsonDelta(1, "{\"a"));

        assertThat(ReceivedMessage.of(events).blocks().getLast().inputJson()).isEqualTo("{\"a");
        assertThat(ReceivedMessage.of(events).blocks()).hasSize(2);
    }

    @Test
    void events_outOfOrder_areRefused() {
        List<MessageEvent> events =
                List.of(new MessageEvent.MessageStarted(START), new MessageEvent.TextDelta(3, "Once"));

        assertThatThrownBy(() -> ReceivedMessage.of(events)).hasMessageContaining("delta for block 3");
    }

    @Test
    void snapshotThatHasNotBegun_isNothingToGoOnWith() {
        MessageSnapshot empty = new MessageSnapshot(Json.emptyObject(), List.of(), List.of());

        assertThatThrownBy(() -> ReceivedMessage.of(empty)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void snapshotOfAnEndedMessage_hasItsEnd() {
        MessageFold fold = new MessageFold();
        fold.start(START);
        fold.change(json("{\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":3}}"));

        Optional<ObjectNode> end = ReceivedMessage.of(fold.snapshot()).end();

        assertThat(end).hasValueSatisfying(event -> {
            assertThat(event.at("/delta/stop_reason").asText()).isEqualTo("end_turn");
            assertThat(event.at("/usage/output_tokens").asInt()).isEqualTo(3);
        });
    }
}
