package dev.perennial.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.internal.Json;
import dev.perennial.simulator.text.PseudoText;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several blocks in one stream, as the API orders and forms them. */
final class BlockFormsTest {

    private static final String SHOWN = ",\"thinking\":{\"type\":\"adaptive\",\"display\":\"summarized\"}";

    private static List<JsonNode> events(String fields, ObjectNode... blocks) {
        Simulator simulator = new Simulator(
                SimulatorSettings.builder(prompt -> Reply.of(blocks)).build());
        return new Conversation(simulator)
                .events("{\"model\":\"claude-opus-5-5\",\"stream\":true,\"max_tokens\":9000" + fields
                        + ",\"messages\":[{\"role\":\"user\",\"content\":\"Go.\"}]}");
    }

    private static List<String> started(List<JsonNode> events) {
        return events.stream()
                .filter(e -> e.has("content_block"))
                .map(e -> e.path("index").asInt() + " "
                        + e.path("content_block").path("type").asText())
                .toList();
    }

    private static ObjectNode tool(String name) {
        return Reply.toolUseBlock(name, Json.object().put("x", 1));
    }

    @Test
    void parallelTools_eachBlockIsClosedBeforeTheNextOpens() {
        List<JsonNode> events = events("", Reply.textBlock("Both:"), tool("a"), tool("b"), tool("c"));

        assertThat(started(events)).containsExactly("0 text", "1 tool_use", "2 tool_use", "3 tool_use");
        int open = -1;
        for (JsonNode event : events) {
            switch (event.path("type").asText()) {
                case "content_block_start" -> {
                    assertThat(open).isEqualTo(-1);
                    open = event.path("index").asInt();
                }
                case "content_block_delta" ->
                    assertThat(event.path("index").asInt()).isEqualTo(open);
                case "content_block_stop" -> open = -1;
                default -> assertThat(open).isEqualTo(-1);
            }
        }
        assertThat(events.stream()
                        .map(e -> e.path("content_block").path("id").asText())
                        .filter(id -> id.startsWith("toolu_"))
                        .distinct())
                .hasSize(3);
    }

    @Test
    void interleavedThinking_eachBlockHasItsSignature() {
        List<JsonNode> events =
                events(SHOWN, Reply.thinkingBlock("First."), tool("a"), Reply.thinkingBlock("Then."), tool("b"));

        assertThat(started(events)).containsExactly("0 thinking", "1 tool_use", "2 thinking", "3 tool_use");
        assertThat(events.stream()
                        .filter(e -> e.path("delta").path("type").asText().equals("signature_delta"))
                        .map(e -> e.path("index").asInt()))
                .containsExactly(0, 2);
    }

    @Test
    void summarizedThinking_comesInLargerPiecesThanText() {
        String words = PseudoText.of(1).text(2_000);
        List<JsonNode> events = events(SHOWN, Reply.thinkingBlock(words), Reply.textBlock(words));

        assertThat(count(events, "thinking_delta") * 4).isLessThan(count(events, "text_delta"));
    }

    private static long count(List<JsonNode> events, String type) {
        return events.stream()
                .filter(e -> e.path("delta").path("type").asText().equals(type))
                .count();
    }

    @Test
    void fallback_comesWholeAndCostsNoOutput() {
        ObjectNode fallback = Json.object().put("type", "fallback");
        fallback.putObject("from").put("model", "claude-fable-5-2");
        fallback.putObject("to").put("model", "claude-opus-5-5");
        fallback.putObject("trigger").put("type", "refusal");
        List<JsonNode> with = events("", Reply.textBlock("So far."), fallback, Reply.textBlock(" And on."));
        List<JsonNode> without = events("", Reply.textBlock("So far."), Reply.textBlock(" And on."));

        assertThat(with.stream().filter(e -> e.path("content_block").equals(fallback)))
                .hasSize(1);
        assertThat(with.get(with.size() - 2).path("usage").path("output_tokens"))
                .isEqualTo(without.get(without.size() - 2).path("usage").path("output_tokens"));
    }

    @Test
    void ping_followsMessageStartAtOnce() {
        assertThat(Conversation.types(events("", Reply.textBlock("Hi"))).subList(0, 3))
                .containsExactly("message_start", "ping", "content_block_start");
    }
}
