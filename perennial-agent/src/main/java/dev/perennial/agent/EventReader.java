package dev.perennial.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.permission.PermissionAnswer;
import dev.perennial.agent.permission.PermissionQuestion;
import dev.perennial.models.TokenUsage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Session events from their JSON ({@link EventJson}). What another version of Perennial has written and this one does not know
 * stays what it is ({@link SessionEvent.Unknown}).
 */
public final class EventReader {

    private EventReader() {}

    /**
     * The event that a JSON object says.
     *
     * @param json not to be changed afterwards; {@code session} and {@code seq} may be left out
     * @throws IllegalArgumentException if the type is known, but something of it is missing or wrong
     */
    public static SessionEvent event(ObjectNode json) {
        return switch (json.path("type").asText()) {
            case "session" ->
                new SessionEvent.SessionStarted(
                        text(json, "session"),
                        text(json, "model"),
                        json.path("simulated").asBoolean(),
                        text(json, "folder"));
            case "settings" -> new SessionEvent.SettingsChosen(object(json, "request"), imagesKept(json));
            case "user" -> new SessionEvent.UserInput(text(json, "text"), keyHash(json));
            case "queued" -> new SessionEvent.InputQueued(text(json, "text"), keyHash(json));
            case "handed_over" ->
                new SessionEvent.InputHandedOver(
                        texts(json, "texts"), json.path("as_system_message").asBoolean());
            case "images_left_out" ->
                new SessionEvent.ImagesLeftOut(
                        json.path("images").asInt(),
                        text(json, "in_place"),
                        json.path("without_thinking").asBoolean());
            case "retracted" -> new SessionEvent.AnswerRetracted();
            case "request" ->
                new SessionEvent.RequestStarted(
                        json.path("request").asInt(), json.path("messages").asInt(), text(json, "hash"));
            case "response" -> new SessionEvent.ResponseStarted(text(json, "request_id"), object(json, "message"));
            case "block_started" -> new SessionEvent.BlockStarted(object(json, "block"));
            case "block_restarted" ->
                new SessionEvent.BlockRestarted(json.path("index").asInt());
            case "thinking_delta" -> new SessionEvent.ThinkingDelta(text(json, "text"));
            case "text_delta" -> new SessionEvent.TextDelta(text(json, "text"));
            case "citation" -> new SessionEvent.CitationAdded(json.path("citation"));
            case "seam" -> new SessionEvent.Seam(text(json, "note"));
            case "tool_call" -> new SessionEvent.ToolCallStarted(text(json, "id"), text(json, "name"));
            case "tool_input_delta" -> new SessionEvent.ToolInputDelta(text(json, "id"), text(json, "partial_json"));
            case "block" -> new SessionEvent.BlockFinished(object(json, "block"));
            case "response_ending" -> new SessionEvent.ResponseEnding(object(json, "event"));
            case "response_end" ->
                new SessionEvent.ResponseFinished(
                        text(json, "stop_reason"), stopDetails(json), usage(json.path("usage")));
            case "response_broken" -> new SessionEvent.ResponseBroken(object(json, "partial"), text(json, "cause"));
            case "attempt" -> new SessionEvent.Attempted(attempt(json));
            case "exchange_started" -> ExchangeJson.started(json);
            case "exchange" -> ExchangeJson.ended(json);
            case "continue" -> new SessionEvent.ContinuationAsked(text(json, "text"));
            case "permission_asked" -> asked(json);
            case "permission_given" ->
                new SessionEvent.PermissionGiven(
                        text(json, "id"), named(json, "answer", PermissionAnswer.values(), Enum::name));
            case "tool_started" ->
                new SessionEvent.ToolStarted(new ToolCall(text(json, "id"), text(json, "name"), json.path("input")));
            case "tool_output" -> new SessionEvent.ToolPrinted(text(json, "id"), text(json, "text"));
            case "tool_result" -> new SessionEvent.ToolFinished(text(json, "id"), text(json, "name"), toolResult(json));
            case "notice" -> new SessionEvent.Notice(text(json, "code"), text(json, "text"));
            case "titled" -> new SessionEvent.Titled(text(json, "title"));
            case "stop" -> new SessionEvent.StopAsked();
            case "reopened" -> new SessionEvent.Reopened();
            case "result" -> new SessionEvent.RunEnded(result(json));
            default -> new SessionEvent.Unknown(json.path("type").asText(), json);
        };
    }

    /** Sessions of earlier versions kept all. */
    private static ImagesKept imagesKept(ObjectNode json) {
        return json.has("images_kept") ? new ImagesKept(json.path("images_kept").asInt()) : ImagesKept.ALL;
    }

    /** Earlier versions told none, as is done where there is none. */
    private static String keyHash(ObjectNode json) {
        return json.path("key_hash").asText();
    }

    private static JsonNode stopDetails(ObjectNode json) {
        return json.has("stop_details") ? json.get("stop_details") : MissingNode.getInstance();
    }

    private static SessionEvent asked(ObjectNode json) {
        return new SessionEvent.PermissionAsked(
                text(json, "id"),
                new PermissionQuestion(
                        text(json, "name"), text(json, "reason"), text(json, "preview"), texts(json, "rules")));
    }

    private static ToolResult toolResult(ObjectNode json) {
        List<ObjectNode> content = new ArrayList<>();
        json.path("content").forEach(block -> content.add(object(block)));
        return new ToolResult(content, json.path("is_error").asBoolean(), texts(json, "outputs"));
    }

    private static RunResult result(ObjectNode json) {
        List<Attempt> attempts = new ArrayList<>();
        json.path("attempts").forEach(attempt -> attempts.add(attempt(attempt)));
        return new RunResult(
                named(json, "outcome", Outcome.values(), Outcome::code),
                text(json, "detail"),
                text(json, "text"),
                text(json, "stop_reason"),
                usage(json.path("usage")),
                attempts);
    }

    /** Earlier versions did not say who served it, and of an attempt that failed there is nothing to say. */
    private static Attempt attempt(JsonNode json) {
        return new Attempt(
                json.path("request").asInt(),
                text(json, "request_id"),
                text(json, "end"),
                Duration.ofMillis(json.path("duration_ms").asLong()),
                usage(json.path("usage")),
                json.path("model").asText());
    }

    /** What was used, as the API and the events write it. */
    static TokenUsage usage(JsonNode json) {
        JsonNode written = json.path("cache_creation");
        long all = json.path("cache_creation_input_tokens").asLong();
        long hour = written.path("ephemeral_1h_input_tokens").asLong();
        return new TokenUsage(
                json.path("input_tokens").asLong(),
                json.path("output_tokens").asLong(),
                all - hour,
                hour,
                json.path("cache_read_input_tokens").asLong());
    }

    private static <E> E named(JsonNode json, String field, E[] values, Function<E, String> name) {
        String word = text(json, field);
        return Arrays.stream(values)
                .filter(value -> name.apply(value).toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> wrong(json, field));
    }

    private static List<String> texts(JsonNode json, String field) {
        List<String> texts = new ArrayList<>();
        json.path(field).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static String text(JsonNode json, String field) {
        JsonNode value = json.path(field);
        if (!value.isTextual()) {
            throw wrong(json, field);
        }
        return value.textValue();
    }

    private static ObjectNode object(JsonNode json, String field) {
        if (json.path(field) instanceof ObjectNode object) {
            return object;
        }
        throw wrong(json, field);
    }

    private static ObjectNode object(JsonNode json) {
        if (json instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalArgumentException("a block of content is no JSON object");
    }

    private static IllegalArgumentException wrong(JsonNode json, String field) {
        return new IllegalArgumentException("the event `%s` has no `%s` that makes sense"
                .formatted(json.path("type").asText(), field));
    }
}
