package dev.perennial.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.client.ContentBlocks;
import java.util.ArrayList;
import java.util.List;

/** Messages and content blocks as the Messages API writes them. */
final class MessageJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private MessageJson() {}

    static ObjectNode conversation(List<ObjectNode> messages, List<Tool> tools) {
        ObjectNode conversation = withTools(JSON.objectNode(), tools);
        conversation.putArray("messages").addAll(messages);
        return conversation;
    }

    static ObjectNode withTools(ObjectNode request, List<Tool> tools) {
        if (!tools.isEmpty()) {
            ArrayNode definitions = request.putArray("tools");
            tools.forEach(tool -> definitions.add(tool.definition().json()));
        }
        return request;
    }

    static ObjectNode message(String role, ArrayNode content) {
        ObjectNode message = JSON.objectNode().put("role", role);
        message.set("content", content);
        return message;
    }

    static ObjectNode text(String text) {
        return JSON.objectNode().put("type", "text").put("text", text);
    }

    /** The answer to a {@code tool_use} block; echoes the toolset's name, as the API asks for members of a toolset. */
    static ObjectNode result(JsonNode toolUse, ToolResult result) {
        ObjectNode block = JSON.objectNode()
                .put("type", "tool_result")
                .put("tool_use_id", toolUse.path("id").asText());
        if (toolUse.hasNonNull("toolset_name")) {
            block.set("toolset_name", toolUse.get("toolset_name"));
        }
        block.set("content", JSON.arrayNode().addAll(result.content()));
        if (result.isError()) {
            block.put("is_error", true);
        }
        return block;
    }

    static List<ToolCall> calls(JsonNode message) {
        return callsIn(message.path("content"));
    }

    static List<ToolCall> callsIn(Iterable<? extends JsonNode> content) {
        List<ToolCall> calls = new ArrayList<>();
        for (JsonNode block : content) {
            if (isToolUse(block)) {
                calls.add(new ToolCall(
                        block.path("id").asText(), block.path("name").asText(), block.path("input")));
            }
        }
        return List.copyOf(calls);
    }

    static String textOf(List<ObjectNode> content) {
        StringBuilder text = new StringBuilder();
        for (ObjectNode block : content) {
            if (isText(block)) {
                text.append(block.path("text").asText());
            }
        }
        return text.toString();
    }

    static boolean isAssistant(JsonNode message) {
        return message.path("role").asText().equals("assistant");
    }

    static boolean isSystem(JsonNode message) {
        return message.path("role").asText().equals("system");
    }

    static boolean isText(JsonNode block) {
        return type(block).equals("text");
    }

    static boolean isThinking(JsonNode block) {
        return type(block).equals("thinking") || type(block).equals("redacted_thinking");
    }

    static boolean isToolUse(JsonNode block) {
        return type(block).equals("tool_use");
    }

    static boolean isToolResult(JsonNode block) {
        return type(block).equals("tool_result");
    }

    static boolean isImage(JsonNode block) {
        return type(block).equals("image");
    }

    static boolean isCall(JsonNode block) {
        return ContentBlocks.isCall(block);
    }

    static boolean isAnsweredIn(JsonNode message, JsonNode call) {
        return ContentBlocks.isAnswered(call, message.path("content"));
    }

    static boolean canBeSentBack(JsonNode block) {
        return ContentBlocks.canBeSentBack(block);
    }

    private static String type(JsonNode block) {
        return block.path("type").asText();
    }
}
