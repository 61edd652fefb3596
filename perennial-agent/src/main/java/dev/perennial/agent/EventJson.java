package dev.perennial.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.permission.PermissionQuestion;
import dev.perennial.models.TokenUsage;
import java.util.List;
import java.util.Locale;

/**
 * Session events as JSON, one object each: {@code type} first, then {@code session} and {@code seq}, then what the event
 * says. Programs read this, and the journal keeps it; fields are added over time, never renamed. {@link EventReader} is the
 * way back.
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
        ObjectNode body = body(event);
        ObjectNode json = JSON.objectNode()
                .put("type", body.path("type").asText())
                .put("session", session)
                .put("seq", seq);
        body.remove(List.of("type", "session", "seq"));
        return json.setAll(body);
    }

    /** What the event says, as a new JSON object with {@code type} first; nodes in it are the event's own. */
    static ObjectNode body(SessionEvent event) {
        return switch (event) {
            case SessionEvent.SessionStarted e -> started(e);
            case SessionEvent.SettingsChosen e -> settings(e);
            case SessionEvent.UserInput e -> said("user", e.text(), e.keyHash());
            case SessionEvent.InputQueued e -> said("queued", e.text(), e.keyHash());
            case SessionEvent.InputHandedOver e -> handedOver(e);
            case SessionEvent.ImagesLeftOut e ->
                start("images_left_out")
                        .put("images", e.images())
                        .put("in_place", e.inPlace())
                        .put("without_thinking", e.withoutThinking());
            case SessionEvent.AnswerRetracted ignored -> start("retracted");
            case SessionEvent.RequestStarted e ->
                start("request")
                        .put("request", e.number())
                        .put("messages", e.messages())
                        .put("hash", e.hash());
            case SessionEvent.ResponseStarted e ->
                with(
                        start("response").put("request_id", e.requestId()).put("model", e.model()),
                        "message",
                        e.message());
            case SessionEvent.BlockStarted e -> with(start("block_started"), "block", e.block());
            case SessionEvent.BlockRestarted e -> start("block_restarted").put("index", e.index());
            case SessionEvent.ThinkingDelta e -> start("thinking_delta").put("text", e.text());
            case SessionEvent.TextDelta e -> start("text_delta").put("text", e.text());
            case SessionEvent.CitationAdded e -> with(start("citation"), "citation", e.citation());
            case SessionEvent.Seam e -> start("seam").put("note", e.note());
            case SessionEvent.ToolCallStarted e ->
                start("tool_call").put("id", e.id()).put("name", e.name());
            case SessionEvent.ToolInputDelta e ->
                start("tool_input_delta").put("id", e.id()).put("partial_json", e.partialJson());
            case SessionEvent.BlockFinished e -> with(start("block"), "block", e.block());
            case SessionEvent.ResponseEnding e -> with(start("response_ending"), "event", e.event());
            case SessionEvent.ResponseFinished e -> finished(e);
            case SessionEvent.ResponseBroken e ->
                with(start("response_broken").put("cause", e.cause()), "partial", e.partial());
            case SessionEvent.Attempted e -> start("attempt").setAll(attempt(e.attempt()));
            case SessionEvent.ExchangeStarted e -> ExchangeJson.started(start("exchange_started"), e);
            case SessionEvent.ExchangeEnded e -> ExchangeJson.ended(start("exchange"), e);
            case SessionEvent.ContinuationAsked e -> start("continue").put("text", e.text());
            case SessionEvent.PermissionAsked e -> asked(e);
            case SessionEvent.PermissionGiven e ->
                start("permission_given")
                        .put("id", e.call())
                        .put("answer", e.answer().name().toLowerCase(Locale.ROOT));
            case SessionEvent.ToolStarted e ->
                start("tool_started")
                        .put("id", e.call().id())
                        .put("name", e.call().name())
                        .set("input", e.call().input());
            case SessionEvent.ToolPrinted e ->
                start("tool_output").put("id", e.id()).put("text", e.text());
            case SessionEvent.ToolFinished e -> finished(e);
            case SessionEvent.Notice e -> start("notice").put("code", e.code()).put("text", e.text());
            case SessionEvent.Titled e -> start("titled").put("title", e.title());
            case SessionEvent.StopAsked ignored -> start("stop");
            case SessionEvent.Reopened ignored -> start("reopened");
            case SessionEvent.Unknown e -> e.json().deepCopy();
            case SessionEvent.RunEnded e -> result(e.result());
        };
    }

    private static ObjectNode started(SessionEvent.SessionStarted event) {
        return start("session")
                .put("session", event.session())
                .put("model", event.model())
                .put("simulated", event.simulated())
                .put("folder", event.folder());
    }

    private static ObjectNode settings(SessionEvent.SettingsChosen event) {
        ObjectNode json = with(start("settings"), "request", event.request());
        return event.images().isAll()
                ? json
                : json.put("images_kept", event.images().newest());
    }

    private static ObjectNode said(String type, String text, String keyHash) {
        ObjectNode json = start(type).put("text", text);
        return keyHash.isEmpty() ? json : json.put("key_hash", keyHash);
    }

    private static ObjectNode handedOver(SessionEvent.InputHandedOver event) {
        ObjectNode json = start("handed_over");
        event.texts().forEach(json.putArray("texts")::add);
        return json.put("as_system_message", event.asSystemMessage());
    }

    private static ObjectNode finished(SessionEvent.ResponseFinished event) {
        ObjectNode json = start("response_end").put("stop_reason", event.stopReason());
        if (event.stopDetails().isObject()) {
            json.set("stop_details", event.stopDetails());
        }
        return with(json, "usage", usage(event.usage()));
    }

    private static ObjectNode asked(SessionEvent.PermissionAsked event) {
        PermissionQuestion question = event.question();
        ObjectNode json = start("permission_asked")
                .put("id", event.call())
                .put("name", question.tool())
                .put("reason", question.reason())
                .put("preview", question.preview());
        question.rules().forEach(json.putArray("rules")::add);
        return json;
    }

    private static ObjectNode finished(SessionEvent.ToolFinished event) {
        ObjectNode json = start("tool_result").put("id", event.id()).put("name", event.name());
        json.set("content", JSON.arrayNode().addAll(event.result().content()));
        json.put("is_error", event.result().isError());
        if (!event.result().outputs().isEmpty()) {
            event.result().outputs().forEach(json.putArray("outputs")::add);
        }
        return json;
    }

    private static ObjectNode result(RunResult result) {
        ObjectNode json = start("result")
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
        if (!attempt.model().isEmpty()) {
            json.put("model", attempt.model());
        }
        return with(json, "usage", usage(attempt.usage()));
    }

    private static ObjectNode usage(TokenUsage usage) {
        ObjectNode json = JSON.objectNode()
                .put("input_tokens", usage.input())
                .put("output_tokens", usage.output())
                .put("cache_creation_input_tokens", usage.cacheWrite())
                .put("cache_read_input_tokens", usage.cacheRead());
        if (usage.cacheWrite1h() > 0) {
            json.putObject("cache_creation")
                    .put("ephemeral_5m_input_tokens", usage.cacheWrite5m())
                    .put("ephemeral_1h_input_tokens", usage.cacheWrite1h());
        }
        return json;
    }

    private static ObjectNode start(String type) {
        return JSON.objectNode().put("type", type);
    }

    private static ObjectNode with(ObjectNode json, String field, JsonNode value) {
        json.set(field, value);
        return json;
    }
}
