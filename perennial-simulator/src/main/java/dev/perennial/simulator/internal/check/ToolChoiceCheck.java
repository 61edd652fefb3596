package dev.perennial.simulator.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.ApiError;
import dev.perennial.simulator.internal.Json;
import dev.perennial.simulator.internal.facts.ToolTypes;
import dev.perennial.simulator.internal.message.MessagesCall;
import java.util.List;
import java.util.Optional;

/**
 * A forced choice names a tool that is there, and none beside a toolset; it goes with neither thinking, nor prefill, nor
 * the newest models (platform.claude.com, "Tool use", "Extended thinking", "Computer use tool", what's-new pages of Opus
 * 5.5 and Sonnet 5.5).
 */
final class ToolChoiceCheck implements Check<MessagesCall> {

    @Override
    public Optional<ApiError> fault(MessagesCall call) {
        JsonNode choice = call.body().path("tool_choice");
        boolean forced = List.of("any", "tool").contains(Json.type(choice));
        return forced ? forced(call, choice) : Optional.empty();
    }

    private static Optional<ApiError> forced(MessagesCall call, JsonNode choice) {
        List<JsonNode> tools = Json.elements(call.body().path("tools"));
        boolean prefill = call.messages().getLast().path("role").asText().equals("assistant");
        return Check.invalidIf(
                        !call.model().rules().forcedToolChoice(),
                        "tool_choice: type \"tool\" and \"any\" are not supported for this model.")
                .or(() -> Check.invalidIf(tools.isEmpty(), "tool_choice: may only be specified while providing tools"))
                .or(() -> Json.type(choice).equals("tool") ? named(choice.path("name"), tools) : Optional.empty())
                .or(() -> Check.invalidIf(
                        call.thinking().askedFor(), "Thinking may not be enabled when tool_choice forces tool use."))
                .or(() -> Check.invalidIf(
                        prefill, "tool_choice: assistant message prefill cannot be used when tool use is forced"));
    }

    private static Optional<ApiError> named(JsonNode name, List<JsonNode> tools) {
        return Check.firstOf(
                        tools,
                        tool -> Check.invalidIf(
                                ToolTypes.isToolset(Json.type(tool)),
                                "tool_choice: type \"tool\" cannot be used together with `" + Json.type(tool) + "`."))
                .or(() -> Check.invalidIf(
                        tools.stream().noneMatch(t -> t.path("name").equals(name)),
                        "Tool '" + name.asText() + "' not found in provided tools"));
    }
}
