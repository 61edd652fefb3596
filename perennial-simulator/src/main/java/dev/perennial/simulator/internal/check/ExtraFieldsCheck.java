package dev.perennial.simulator.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.ApiError;
import dev.perennial.simulator.internal.Json;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What stands inside a body has no fields but those that the SDK's classes for it have, such as {@code
 * BetaTextBlockParam}. Kinds of blocks that are not named here are not looked at, nor are the API's own tools.
 */
final class ExtraFieldsCheck implements Check<BodyShape> {

    private static final Map<String, Set<String>> OBJECTS = Map.of(
            "cache_control", Set.of("type", "ttl"),
            "metadata", Set.of("user_id"),
            "output_config", Set.of("effort", "format", "task_budget"));

    private static final Map<String, Set<String>> THINKING = Map.of(
            "adaptive", Set.of("type", "display", "block_binding"),
            "between_tools", Set.of("type"),
            "disabled", Set.of("type"),
            "enabled", Set.of("type", "budget_tokens", "display", "block_binding"));

    private static final Map<String, Set<String>> TOOL_CHOICE = Map.of(
            "any", Set.of("type", "disable_parallel_tool_use"),
            "auto", Set.of("type", "disable_parallel_tool_use"),
            "none", Set.of("type"),
            "tool", Set.of("type", "name", "disable_parallel_tool_use"));

    private static final Set<String> CUSTOM_TOOL = Set.of(
            "type",
            "name",
            "description",
            "input_schema",
            "allowed_callers",
            "cache_control",
            "defer_loading",
            "eager_input_streaming",
            "input_examples",
            "strict");

    private static final Map<String, Set<String>> BLOCKS = Map.of(
            "document", Set.of("type", "source", "title", "context", "citations", "cache_control"),
            "image", Set.of("type", "source", "transformations", "cache_control"),
            "redacted_thinking", Set.of("type", "data"),
            "search_result", Set.of("type", "source", "title", "content", "citations", "cache_control"),
            "server_tool_use", Set.of("type", "id", "name", "input", "caller", "cache_control"),
            "text", Set.of("type", "text", "citations", "cache_control"),
            "thinking", Set.of("type", "thinking", "signature"),
            "tool_result", Set.of("type", "tool_use_id", "content", "is_error", "toolset_name", "cache_control"),
            "tool_use", Set.of("type", "id", "name", "input", "caller", "toolset_name", "cache_control"));

    @Override
    public Optional<ApiError> fault(BodyShape shape) {
        return OBJECTS.entrySet().stream()
                .flatMap(o -> extra(o.getKey(), shape.field(o.getKey()), o.getValue()).stream())
                .findFirst()
                .or(() -> typed("thinking", shape.field("thinking"), THINKING))
                .or(() -> typed("tool_choice", shape.field("tool_choice"), TOOL_CHOICE))
                .or(() -> Check.each("tools", shape.field("tools"), ExtraFieldsCheck::tool))
                .or(() -> Check.each("system", shape.field("system"), ExtraFieldsCheck::block))
                .or(() -> Check.each("messages", shape.field("messages"), ExtraFieldsCheck::message));
    }

    private static Optional<ApiError> tool(String at, JsonNode tool) {
        boolean custom = Json.type(tool).isEmpty() || Json.type(tool).equals("custom");
        return custom ? extra(at + ".custom", tool, CUSTOM_TOOL) : Optional.empty();
    }

    private static Optional<ApiError> message(String at, JsonNode message) {
        return Check.each(at + ".content", message.path("content"), ExtraFieldsCheck::block);
    }

    private static Optional<ApiError> block(String at, JsonNode block) {
        boolean result = Json.type(block).equals("tool_result");
        return typed(at, block, BLOCKS)
                .or(() -> result
                        ? Check.each(at + ".tool_result.content", block.path("content"), ExtraFieldsCheck::block)
                        : Optional.empty());
    }

    private static Optional<ApiError> typed(String at, JsonNode object, Map<String, Set<String>> byType) {
        Set<String> known = byType.get(Json.type(object));
        return known == null ? Optional.empty() : extra(at + "." + Json.type(object), object, known);
    }

    private static Optional<ApiError> extra(String at, JsonNode object, Set<String> known) {
        return object.properties().stream()
                .map(Map.Entry::getKey)
                .filter(field -> !known.contains(field))
                .findFirst()
                .flatMap(field -> Check.invalid(at + "." + field + ": Extra inputs are not permitted"));
    }
}
