package dev.perennial.simulator.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.ApiError;
import dev.perennial.simulator.internal.Json;
import dev.perennial.simulator.internal.message.MessagesCall;
import java.util.List;
import java.util.Optional;

/** Every {@code tool_use} has its {@code tool_result} in the next message, and the reverse (platform.claude.com, "Tool use"). */
final class ToolPairingCheck implements Check<MessagesCall> {

    @Override
    public Optional<ApiError> fault(MessagesCall call) {
        List<JsonNode> messages = call.messages();
        for (int i = 0; i < messages.size(); i++) {
            List<String> before = i == 0 ? List.of() : ids(messages.get(i - 1), "tool_use", "id");
            List<String> after = i + 1 == messages.size() ? List.of() : results(messages.get(i + 1));
            int index = i;
            JsonNode message = messages.get(i);
            Optional<ApiError> fault = unexpected(message, index, before).or(() -> unanswered(message, index, after));
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private static Optional<ApiError> unexpected(JsonNode message, int index, List<String> before) {
        List<JsonNode> blocks = MessagesCall.blocks(message);
        for (int j = 0; j < blocks.size(); j++) {
            String id = blocks.get(j).path("tool_use_id").asText("");
            if (Json.type(blocks.get(j)).equals("tool_result") && !before.contains(id)) {
                return Check.invalid("messages." + index + ".content." + j
                        + ": unexpected `tool_use_id` found in `tool_result` blocks: " + id
                        + ". Each `tool_result` block must have a corresponding `tool_use` block in the previous"
                        + " message.");
            }
        }
        return Optional.empty();
    }

    private static Optional<ApiError> unanswered(JsonNode message, int index, List<String> after) {
        List<String> open = ids(message, "tool_use", "id").stream()
                .filter(id -> !after.contains(id))
                .toList();
        return Check.invalidIf(
                !open.isEmpty(),
                "messages." + index + ": `tool_use` ids were found without `tool_result` blocks immediately after: "
                        + String.join(", ", open)
                        + ". Each `tool_use` block must have a corresponding `tool_result` block in the next message.");
    }

    private static List<String> results(JsonNode message) {
        return ids(message, "tool_result", "tool_use_id");
    }

    private static List<String> ids(JsonNode message, String type, String field) {
        return MessagesCall.blocks(message).stream()
                .filter(b -> Json.type(b).equals(type))
                .map(b -> b.path(field).asText(""))
                .toList();
    }
}
