package dev.perennial.simulator.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.ApiError;
import dev.perennial.simulator.assume.Assumption;
import dev.perennial.simulator.internal.Json;
import java.util.List;
import java.util.Optional;

/**
 * The blocks of user messages are of a known type, and all blocks have the fields that their type needs (the SDK's
 * {@code BetaContentBlockParam}). What an assistant message may hold beyond that is not looked at: the API sends new
 * types of blocks before clients know them, and takes them back.
 */
final class BlockShapeCheck implements Check<BodyShape> {

    private static final List<String> TYPES = List.of(
            "text",
            "image",
            "document",
            "search_result",
            "thinking",
            "redacted_thinking",
            "tool_use",
            "tool_result",
            "server_tool_use",
            "web_search_tool_result",
            "web_fetch_tool_result",
            "advisor_tool_result",
            "code_execution_tool_result",
            "bash_code_execution_tool_result",
            "text_editor_code_execution_tool_result",
            "tool_search_tool_result",
            "mcp_tool_use",
            "mcp_tool_result",
            "container_upload",
            "compaction",
            "tool_addition",
            "tool_removal",
            "mcp_tool_listing",
            "fallback");

    private static final List<String> RESULT_TYPES =
            List.of("browser_state", "document", "image", "search_result", "text", "tool_reference");

    /** What ids of the client's tools look like; others come from histories of other models. */
    private static final String ID = "^[a-zA-Z0-9_-]+$";

    /** What ids of the API's own tools look like, as its errors quote it; gateways invent others. */
    private static final String SERVER_ID = "^srvtoolu_[a-zA-Z0-9_]+$";

    private static final int LONGEST_NAME = 200;

    @Override
    public Optional<ApiError> fault(BodyShape shape) {
        boolean unsignedToo = shape.assumptions().is(Assumption.UNSIGNED_THINKING, "dropped");
        return Check.each("messages", shape.field("messages"), BlockShapeCheck::message)
                .or(() -> unsignedToo
                        ? Optional.empty()
                        : Check.each("messages", shape.field("messages"), BlockShapeCheck::signatures));
    }

    private static Optional<ApiError> signatures(String at, JsonNode message) {
        return Check.each(
                at + ".content",
                message.path("content"),
                (place, block) -> Json.type(block).equals("thinking")
                        ? InputType.STRING.required(place + ".thinking.signature", block.path("signature"))
                        : Optional.empty());
    }

    private static Optional<ApiError> message(String at, JsonNode message) {
        boolean user = message.path("role").asText().equals("user");
        return Check.each(
                at + ".content",
                message.path("content"),
                (place, block) -> user
                        ? InputType.tag(place, block, TYPES).or(() -> fields(place, block))
                        : fields(place, block));
    }

    private static Optional<ApiError> fields(String at, JsonNode block) {
        return switch (Json.type(block)) {
            case "text" -> InputType.STRING.required(at + ".text.text", block.path("text"));
            case "tool_use" -> toolUse(at + ".tool_use", block);
            case "tool_result" -> toolResult(at + ".tool_result", block);
            case "server_tool_use" -> id(at + ".server_tool_use.id", block.path("id"), SERVER_ID);
            case "thinking" -> InputType.STRING.required(at + ".thinking.thinking", block.path("thinking"));
            case "redacted_thinking" -> InputType.STRING.required(at + ".redacted_thinking.data", block.path("data"));
            case "image" -> InputType.DICTIONARY.required(at + ".image.source", block.path("source"));
            case "document" -> InputType.DICTIONARY.required(at + ".document.source", block.path("source"));
            default -> Optional.empty();
        };
    }

    private static Optional<ApiError> toolUse(String at, JsonNode block) {
        return id(at + ".id", block.path("id"), ID)
                .or(() -> name(at + ".name", block.path("name")))
                .or(() -> InputType.DICTIONARY.required(at + ".input", block.path("input")));
    }

    private static Optional<ApiError> toolResult(String at, JsonNode block) {
        JsonNode content = block.path("content");
        return id(at + ".tool_use_id", block.path("tool_use_id"), ID)
                .or(() -> InputType.BOOLEAN.optional(at + ".is_error", block.path("is_error")))
                .or(() -> content.isTextual() ? Optional.empty() : InputType.LIST.optional(at + ".content", content))
                .or(() -> Check.each(
                        at + ".content",
                        content,
                        (place, inner) ->
                                InputType.tag(place, inner, RESULT_TYPES).or(() -> fields(place, inner))));
    }

    private static Optional<ApiError> id(String at, JsonNode id, String pattern) {
        return InputType.STRING
                .required(at, id)
                .or(() -> Check.invalidIf(
                        !id.asText().matches(pattern), at + ": String should match pattern '" + pattern + "'"));
    }

    private static Optional<ApiError> name(String at, JsonNode name) {
        return InputType.STRING
                .required(at, name)
                .or(() -> Check.invalidIf(name.asText().isEmpty(), at + ": String should have at least 1 character"))
                .or(() -> Check.invalidIf(
                        name.asText().length() > LONGEST_NAME,
                        at + ": String should have at most " + LONGEST_NAME + " characters"));
    }
}
