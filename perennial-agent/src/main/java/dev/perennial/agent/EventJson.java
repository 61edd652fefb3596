package dev.perennial.agent;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.models.TokenUsage;

/**
 * Session events as JSON, one object each: {@code type} first, then {@code session} and {@code seq}, then what the event
 * says. Programs read this; fields are added over time, never renamed.
 */
public final class EventJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final String session;

    /** For the events of the session with the id {@code session}. */
    public EventJson(String session) {
        this.session = session;
    }

    /** The event as a new JSON object. */
    public ObjectNode json(long seq, SessionEvent event) {
        return switch (event) {
            case SessionEvent.SessionStarted e ->
                start("session", seq)
                        .put("model", e.model())
                        .put("simulated", e.simulated())
                        .put("folder", e.folder());
            case SessionEvent.UserInput e -> start("user", seq).put("text", e.text());
            case SessionEvent.AnswerRetracted ignored -> start("retracted", seq);
            case SessionEvent.RequestStarted e ->
                start("request", seq).put("request", e.number()).put("messages", e.messages());
            case SessionEvent.ResponseStarted e ->
                start("response", seq).put("request_id", e.requestId()).put("model", e.model());
            case SessionEvent.ThinkingDelta e -> start("thinking_delta", seq).put("text", e.text());
            case SessionEvent.TextDelta e -> start("text_delta", seq).put("text", e.text());
            case SessionEvent.ToolCallStarted e ->
                start("tool_call", seq).put("id", e.id()).put("name", e.name());
            case SessionEvent.ToolInputDelta e ->
                start("tool_input_delta", seq).put("id", e.id()).put("partial_json", e.partialJson());
            case SessionEvent.BlockFinished e -> with(start("block", seq), "block", e.block());
            case SessionEvent.ResponseFinished e ->
                with(start("response_end", seq).put("stop_reason", e.stopReason()), "usage", usage(e.usage()));
            case SessionEvent.ResponseBroken e ->
                with(start("response_broken", seq).put("cause", e.cause()), "partial", e.partial());
            case SessionEvent.ContinuationAsked e -> start("continue", seq).put("text", e.text());
            case SessionEvent.ToolStarted e ->
                start("tool_started", seq)
                        .put("id", e.call().id())
                        .put("name", e.call().name())
                        .set("input", e.call().input());
            case SessionEvent.ToolPrinted e ->
                start("tool_output", seq).put("id", e.id()).put("text", e.text());
            case SessionEvent.ToolFinished e -> finished(seq, e);
            case SessionEvent.Notice e ->
                start("notice", seq).put("code", e.code()).put("text", e.text());
            case SessionEvent.RunEnded e -> result(seq, e.result());
        };
    }

    private ObjectNode finished(long seq, SessionEvent.ToolFinished event) {
        ObjectNode json = start("tool_result", seq).put("id", event.id()).put("name", event.name());
        json.set("content", JSON.arrayNode().addAll(event.result().content()));
        return json.put("is_error", event.result().isError());
    }

    private ObjectNode result(long seq, RunResult result) {
        ObjectNode json = start("result", seq)
                .put("outcome", result.outcome().code())
                .put("detail", result.detail())
                .put("text", result.text())
                .put("stop_reason", result.stopReason());
        json.set("usage", usage(result.usage()));
        ArrayNode attempts = json.putArray("attempts");
        result.attempts().forEach(attempt -> attempts.add(attempt(attempt)));
        return json;
    }

    private static ObjectNode attempt(Attempt attempt) {
        ObjectNode json = JSON.objectNode()
                .put("request", attempt.request())
                .put("request_id", attempt.requestId())
                .put("end", attempt.end())
                .put("duration_ms", attempt.duration().toMillis());
        return with(json, "usage", usage(attempt.usage()));
    }

    private static ObjectNode usage(TokenUsage usage) {
        return JSON.objectNode()
                .put("input_tokens", usage.input())
                .put("output_tokens", usage.output())
                .put("cache_creation_input_tokens", usage.cacheWrite())
                .put("cache_read_input_tokens", usage.cacheRead());
    }

    private ObjectNode start(String type, long seq) {
        return JSON.objectNode().put("type", type).put("session", session).put("seq", seq);
    }

    private static ObjectNode with(ObjectNode json, String field, ObjectNode value) {
        json.set(field, value);
        return json;
    }
}
