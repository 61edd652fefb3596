package dev.perennial.agent;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What a call came to, as it goes back to the model.
 *
 * @param content the blocks of the {@code tool_result}; text only where {@code isError} is true, since the API refuses
 *     other blocks in an error
 * @param isError whether the model is told that the call failed
 */
public record ToolResult(List<ObjectNode> content, boolean isError) {

    public ToolResult {
        content = List.copyOf(content);
    }

    /** A result of one text. */
    public static ToolResult text(String text) {
        return new ToolResult(List.of(textBlock(text)), false);
    }

    /** A failure, told in one text. */
    public static ToolResult error(String text) {
        return new ToolResult(List.of(textBlock(text)), true);
    }

    private static ObjectNode textBlock(String text) {
        return JsonNodeFactory.instance.objectNode().put("type", "text").put("text", text);
    }
}
