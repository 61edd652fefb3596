package dev.perennial.simulator;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What a brain answers: the whole message, before it is cut by {@code max_tokens}, counted, signed and streamed.
 *
 * @param content the content blocks as they stand in a message; the simulator adds ids to {@code tool_use} blocks
 *     without one and signatures to {@code thinking} blocks without one
 * @param stopReason the stop reason if nothing cuts the reply short, for example {@code end_turn} or {@code tool_use}
 * @param extras further fields of the message, such as {@code stop_details} or {@code container}; laid over those that
 *     the simulator makes
 */
public record Reply(List<ObjectNode> content, String stopReason, ObjectNode extras) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    public Reply {
        content = List.copyOf(content);
        requireNonNull(stopReason, "stopReason");
        requireNonNull(extras, "extras");
    }

    /** A reply of the given blocks that ends with {@code tool_use} if it calls a tool, else with {@code end_turn}. */
    public static Reply of(ObjectNode... blocks) {
        List<ObjectNode> content = List.of(blocks);
        boolean calls = content.stream().anyMatch(b -> b.path("type").asText().equals("tool_use"));
        return new Reply(content, calls ? "tool_use" : "end_turn", JSON.objectNode());
    }

    /** A reply of one text block. */
    public static Reply text(String text) {
        return of(textBlock(text));
    }

    /** A {@code text} block. */
    public static ObjectNode textBlock(String text) {
        return JSON.objectNode().put("type", "text").put("text", text);
    }

    /** A {@code thinking} block, still without signature. */
    public static ObjectNode thinkingBlock(String thinking) {
        return JSON.objectNode().put("type", "thinking").put("thinking", thinking);
    }

    /** A {@code tool_use} block, still without id. */
    public static ObjectNode toolUseBlock(String name, ObjectNode input) {
        ObjectNode block = JSON.objectNode().put("type", "tool_use").put("name", name);
        block.set("input", input);
        return block;
    }
}
