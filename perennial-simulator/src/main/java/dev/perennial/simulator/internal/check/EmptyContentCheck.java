package dev.perennial.simulator.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.ApiError;
import dev.perennial.simulator.internal.Json;
import dev.perennial.simulator.internal.message.MessagesCall;
import java.util.List;
import java.util.Optional;

/**
 * Messages are not empty, nor are their text blocks, nor only white space; only a last assistant message may be
 * (platform.claude.com, "Messages"), and a system message that sets the effort ("Mid-conversation system messages").
 */
final class EmptyContentCheck implements Check<MessagesCall> {

    @Override
    public Optional<ApiError> fault(MessagesCall call) {
        List<JsonNode> messages = call.messages();
        for (int i = 0; i < messages.size(); i++) {
            Optional<ApiError> fault = message(messages.get(i), i, i == messages.size() - 1);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private static Optional<ApiError> message(JsonNode message, int index, boolean last) {
        String role = message.path("role").asText();
        boolean mayBeEmpty =
                (role.equals("system") && message.hasNonNull("output_config")) || (last && role.equals("assistant"));
        boolean empty = message.path("content").isEmpty()
                && message.path("content").asText("").isEmpty();
        if (empty) {
            return Check.invalidIf(
                    !mayBeEmpty,
                    "messages." + index + ": all messages must have non-empty content except for the optional final"
                            + " assistant message");
        }
        return Check.firstOf(MessagesCall.blocks(message), block -> text(block, mayBeEmpty));
    }

    private static Optional<ApiError> text(JsonNode block, boolean mayBeBlank) {
        String text = block.path("text").asText("");
        boolean isText = Json.type(block).equals("text");
        return Check.invalidIf(isText && text.isEmpty(), "messages: text content blocks must be non-empty")
                .or(() -> Check.invalidIf(
                        isText && text.isBlank() && !mayBeBlank,
                        "messages: text content blocks must contain non-whitespace text"));
    }
}
