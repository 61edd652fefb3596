package dev.perennial.simulator.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.ApiError;
import dev.perennial.simulator.internal.Json;
import dev.perennial.simulator.internal.facts.Efforts;
import dev.perennial.simulator.internal.message.RequestHead;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Messages have no fields but {@code role} and {@code content}; those that system messages may have besides, and blocks
 * that change the tools, need their header (the SDK's {@code BetaSystemMessageParam}, platform.claude.com,
 * "Mid-conversation system messages").
 */
final class MessageFieldsCheck implements Check<BodyShape> {

    private static final Set<String> KNOWN = Set.of("role", "content");

    private static final Map<String, String> OF_SYSTEM = Map.of(
            "clear_at", "mid-conversation-system-clear-at-",
            "output_config", "mid-conversation-output-config-");

    private static final Set<String> TOOL_CHANGES = Set.of("tool_addition", "tool_removal");

    @Override
    public Optional<ApiError> fault(BodyShape shape) {
        return Check.each("messages", shape.field("messages"), (at, message) -> message(at, message, shape.head()));
    }

    private static Optional<ApiError> message(String at, JsonNode message, RequestHead head) {
        boolean system = message.path("role").asText().equals("system");
        return message.properties().stream()
                .map(Map.Entry::getKey)
                .filter(field -> !KNOWN.contains(field) && !(system && allowed(field, head)))
                .findFirst()
                .flatMap(field -> Check.invalid(at + "." + field + ": Extra inputs are not permitted"))
                .or(() -> InputType.optionalChoice(
                        at + ".clear_at", message.path("clear_at"), List.of("next_user_message")))
                .or(() -> InputType.optionalChoice(
                        at + ".output_config.effort",
                        message.path("output_config").path("effort"),
                        Efforts.ALL))
                .or(() -> Check.each(at + ".content", message.path("content"), (place, b) -> block(place, b, head)));
    }

    private static boolean allowed(String field, RequestHead head) {
        return OF_SYSTEM.containsKey(field) && head.hasAny(OF_SYSTEM.getOrDefault(field, ""));
    }

    private static Optional<ApiError> block(String at, JsonNode block, RequestHead head) {
        boolean may = List.of("mid-conversation-tool-changes-", "inline-tools-").stream()
                .anyMatch(head::hasAny);
        return Check.invalidIf(
                TOOL_CHANGES.contains(Json.type(block)) && !may,
                at + ": `" + Json.type(block) + "` blocks require the `mid-conversation-tool-changes-2026-07-01` value"
                        + " in the `anthropic-beta` header.");
    }
}
