package dev.perennial.simulator.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.StreamStep.Frame;
import dev.perennial.simulator.internal.Json;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads and makes the events of a message's stream. */
final class Events {

    static final Frame PING = new Frame("ping", "{\"type\":\"ping\"}");

    private static final List<String> CONTENT_FIELDS = List.of("text", "thinking", "partial_json");

    private Events() {}

    /** The data of an event; a missing node if it is no JSON. */
    static JsonNode json(Frame frame) {
        try {
            return Json.parse(frame.data().getBytes(UTF_8));
        } catch (JsonProcessingException malformed) {
            return MissingNode.getInstance();
        }
    }

    /** What a delta adds to its block; empty if it is none of text, thinking or tool input. */
    static Optional<String> content(JsonNode event) {
        return contentField(event).map(field -> event.path("delta").path(field).asText());
    }

    static Optional<String> contentField(JsonNode event) {
        return CONTENT_FIELDS.stream()
                .filter(field -> event.path("delta").path(field).isTextual())
                .findFirst();
    }

    static boolean isDelta(Frame frame) {
        return frame.event().equals("content_block_delta");
    }

    /** The delta with another content. */
    static Frame withContent(Frame delta, String content) {
        return edit(
                delta,
                event ->
                        contentField(event).ifPresent(field -> ((ObjectNode) event.path("delta")).put(field, content)));
    }

    /** The event with another JSON object; unchanged if it has none. */
    static Frame edit(Frame frame, Consumer<ObjectNode> change) {
        if (!(json(frame) instanceof ObjectNode event)) {
            return frame;
        }
        change.accept(event);
        return new Frame(frame.event(), Json.write(event));
    }

    /** A delta for a block of a type; a text delta if the type has none. */
    static Frame delta(int index, String blockType, String content) {
        ObjectNode event = Json.object().put("type", "content_block_delta").put("index", index);
        ObjectNode delta = event.putObject("delta");
        switch (blockType) {
            case "thinking" -> delta.put("type", "thinking_delta").put("thinking", content);
            case "tool_use", "server_tool_use", "mcp_tool_use" ->
                delta.put("type", "input_json_delta").put("partial_json", content);
            default -> delta.put("type", "text_delta").put("text", content);
        }
        return frame(event);
    }

    /** An event whose name is its type. */
    static Frame frame(ObjectNode event) {
        return new Frame(Json.type(event), Json.write(event));
    }

    /** An event with nothing but a type. */
    static Frame bare(String type) {
        return frame(Json.object().put("type", type));
    }
}
