package dev.perennial.simulator.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.ApiError;
import dev.perennial.simulator.internal.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Each message has a known role and content of blocks with a type; the first one is the user's (platform.claude.com,
 * "Messages").
 */
final class MessageShapeCheck implements Check<BodyShape> {

    private static final Set<String> ROLES = Set.of("user", "assistant", "system");

    @Override
    public Optional<ApiError> fault(BodyShape shape) {
        List<JsonNode> messages = Json.elements(shape.body().path("messages"));
        for (int i = 0; i < messages.size(); i++) {
            Optional<ApiError> fault = message("messages." + i, messages.get(i));
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Check.invalidIf(!mayBegin(messages.getFirst()), "messages: first message must use the \"user\" role");
    }

    /** What was compacted stands in for the first message. */
    private static boolean mayBegin(JsonNode message) {
        return message.path("role").asText().equals("user")
                || Json.type(message.path("content").path(0)).equals("compaction");
    }

    private static Optional<ApiError> message(String at, JsonNode message) {
        JsonNode role = message.path("role");
        return Check.invalidIf(!message.isObject(), at + ": Input should be a valid dictionary")
                .or(() -> Check.invalidIf(role.isMissingNode(), at + ".role: Field required"))
                .or(() -> Check.invalidIf(
                        !ROLES.contains(role.asText()),
                        "messages: Unexpected role \"" + role.asText()
                                + "\". The allowed roles are \"user\", \"assistant\" or \"system\"."))
                .or(() -> content(at + ".content", message.path("content")));
    }

    private static Optional<ApiError> block(String at, JsonNode block) {
        return Check.invalidIf(!block.isObject(), at + ": Input should be a valid dictionary")
                .or(() -> Check.invalidIf(Json.type(block).isEmpty(), at + ".type: Field required"));
    }

    private static Optional<ApiError> content(String at, JsonNode content) {
        if (content.isTextual()) {
            return Optional.empty();
        }
        if (!content.isArray()) {
            return Check.invalid(
                    at + (content.isMissingNode() ? ": Field required" : ": Input should be a valid list"));
        }
        return Check.each(at, content, MessageShapeCheck::block);
    }
}
