package dev.perennial.stream.recovery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The message as a client folds it that knows nothing of us, or as one that follows restarts; made with another JSON library
 * than ours.
 */
final class Folded {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern RESTART = Pattern.compile(": perennial restart (\\d+)");

    private final ArrayNode content = MAPPER.createArrayNode();
    private ObjectNode ending = MAPPER.createObjectNode();
    private String input = "";

    private Folded() {}

    static Folded of(String delivered) {
        Folded folded = new Folded();
        Arrays.stream(delivered.split("\n\n")).forEach(folded::frame);
        return folded;
    }

    private void frame(String frame) {
        Matcher restart = RESTART.matcher(frame);
        if (restart.matches()) {
            content.remove(Integer.parseInt(restart.group(1)));
            return;
        }
        frame.lines().filter(l -> l.startsWith("data: ")).forEach(l -> event(json(l.substring(6))));
    }

    private void event(ObjectNode event) {
        switch (event.path("type").asText()) {
            case "content_block_start" -> {
                content.add(event.get("content_block"));
                input = "";
            }
            case "content_block_delta" ->
                delta((ObjectNode) content.get(event.path("index").asInt()), event.get("delta"));
            case "content_block_stop" ->
                stop((ObjectNode) content.get(event.path("index").asInt()));
            case "message_delta" -> ending = event;
            default -> {}
        }
    }

    private void delta(ObjectNode block, JsonNode delta) {
        switch (delta.path("type").asText()) {
            case "text_delta" -> append(block, "text", delta);
            case "thinking_delta" -> append(block, "thinking", delta);
            case "signature_delta" -> append(block, "signature", delta);
            case "input_json_delta" -> input += delta.path("partial_json").asText();
            case "compaction_delta" -> block.set("content", delta.path("content"));
            default -> throw new AssertionError("A delta that this test does not know: " + delta);
        }
    }

    private static void append(ObjectNode block, String field, JsonNode delta) {
        block.put(field, block.path(field).asText() + delta.path(field).asText());
    }

    private void stop(ObjectNode block) {
        if (!input.isEmpty()) {
            block.set("input", json(input));
            input = "";
        }
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) MAPPER.readTree(text);
        } catch (JsonProcessingException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }

    /** The types of the blocks; thinking without signature is {@code unsigned}. */
    List<String> types() {
        return content.valueStream()
                .map(b -> isUnsigned(b) ? "unsigned" : b.path("type").asText())
                .toList();
    }

    private static boolean isUnsigned(JsonNode block) {
        return block.path("type").asText().equals("thinking")
                && block.path("signature").asText().isEmpty();
    }

    String text() {
        StringBuilder text = new StringBuilder();
        content.forEach(b -> text.append(b.path("text").asText()));
        return text.toString();
    }

    JsonNode block(int index) {
        return content.get(index);
    }

    /** All blocks. */
    JsonNode content() {
        return content;
    }

    JsonNode usage() {
        return ending.path("usage");
    }

    String stopReason() {
        return ending.path("delta").path("stop_reason").asText();
    }

    /** The request of the next turn: this answer, results for all its calls, and a word of the user. */
    String nextTurn(String body) {
        ObjectNode request = json(body);
        request.put("stream", false);
        ArrayNode messages = request.withArray("messages");
        messages.addObject().put("role", "assistant").set("content", content);
        ArrayNode answer = MAPPER.createArrayNode();
        content.valueStream()
                .filter(b -> b.path("type").asText().equals("tool_use"))
                .forEach(b -> answer.addObject()
                        .put("type", "tool_result")
                        .put("tool_use_id", b.path("id").asText())
                        .put("content", "Done."));
        answer.addObject().put("type", "text").put("text", "Next.");
        messages.addObject().put("role", "user").set("content", answer);
        return request.toString();
    }
}
