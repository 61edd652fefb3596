package dev.perennial.simulator.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.ApiError;
import dev.perennial.simulator.internal.Json;
import dev.perennial.simulator.internal.message.MessagesCall;
import java.util.List;
import java.util.Optional;

/**
 * Models from 4.6 on take no assistant message at the end, unless it is a turn that the server itself paused
 * (platform.claude.com, "Working with messages").
 */
final class PrefillCheck implements Check<MessagesCall> {

    @Override
    public Optional<ApiError> fault(MessagesCall call) {
        JsonNode last = call.messages().getLast();
        return Check.invalidIf(
                last.path("role").asText().equals("assistant")
                        && !call.model().acceptsPrefill()
                        && !pausedByServer(MessagesCall.blocks(last)),
                "This model does not support assistant message prefill. The conversation must end with a user"
                        + " message.");
    }

    private static boolean pausedByServer(List<JsonNode> blocks) {
        return blocks.stream()
                .map(Json::type)
                .anyMatch(t -> t.equals("server_tool_use") || t.equals("mcp_tool_use") || t.equals("compaction"));
    }
}
