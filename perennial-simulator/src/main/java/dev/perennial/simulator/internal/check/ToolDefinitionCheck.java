package dev.perennial.simulator.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.ApiError;
import dev.perennial.simulator.internal.Json;
import dev.perennial.simulator.internal.facts.ToolTypes;
import dev.perennial.simulator.internal.message.MessagesCall;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tools have different names, are of types that the model takes, and toolsets come without the header of fine-grained
 * streaming (platform.claude.com, "Tool use", "Computer use tool").
 */
final class ToolDefinitionCheck implements Check<MessagesCall> {

    private static final String FINE_GRAINED = "fine-grained-tool-streaming-2025-05-14";

    @Override
    public Optional<ApiError> fault(MessagesCall call) {
        List<JsonNode> tools = Json.elements(call.body().path("tools"));
        return names(tools).or(() -> types(tools, call)).or(() -> fineGrained(tools, call));
    }

    private static Optional<ApiError> names(List<JsonNode> tools) {
        Set<String> seen = new HashSet<>();
        boolean doubled = tools.stream()
                .filter(t -> t.hasNonNull("name"))
                .anyMatch(t -> !seen.add(t.path("name").asText()));
        return Check.invalidIf(doubled, "tools: Tool names must be unique.");
    }

    private static Optional<ApiError> types(List<JsonNode> tools, MessagesCall call) {
        List<String> refused = tools.stream()
                .map(Json::type)
                .filter(call.model().rules().refusedToolTypes()::contains)
                .distinct()
                .toList();
        return Check.invalidIf(
                !refused.isEmpty(),
                "'" + call.model().id() + "' does not support tool types: " + String.join(", ", refused) + ".");
    }

    private static Optional<ApiError> fineGrained(List<JsonNode> tools, MessagesCall call) {
        return tools.stream()
                .map(Json::type)
                .filter(type -> ToolTypes.isToolset(type) && call.head().has(FINE_GRAINED))
                .findFirst()
                .flatMap(type ->
                        Check.invalid("The `" + FINE_GRAINED + "` beta cannot be used together with `" + type + "`."));
    }
}
