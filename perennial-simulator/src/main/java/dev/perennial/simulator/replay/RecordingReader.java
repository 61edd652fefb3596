package dev.perennial.simulator.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.http.Headers;
import dev.perennial.simulator.StreamStep;
import dev.perennial.simulator.internal.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the simulator's own log, or the text of one stream. Exchanges of {@code /v1/messages} whose answer was begun are
 * kept, in the order of their requests.
 */
final class RecordingReader {

    private static final String MESSAGES = "/v1/messages";

    private final String name;
    private final Map<Long, String> hashes = new LinkedHashMap<>();
    private final Map<Long, Begun> answers = new LinkedHashMap<>();

    /** An answer whose steps are still to be read, if it has any. */
    private record Begun(int status, Headers headers, Optional<String> body, Duration delay, RecordedSteps steps) {

        RecordedAnswer answer() {
            if (body.isPresent()) {
                return new RecordedAnswer.Whole(status, headers, body.get(), delay);
            }
            return status == 0
                    ? new RecordedAnswer.Broken(steps.all(), delay)
                    : new RecordedAnswer.Stream(status, headers, steps.all(), delay);
        }
    }

    RecordingReader(String name) {
        this.name = name;
    }

    List<Recording> read(String text) {
        return text.stripLeading().startsWith("{") ? log(text) : stream(text);
    }

    private List<Recording> stream(String text) {
        List<StreamStep> steps = EventText.steps(text);
        if (steps.isEmpty()) {
            throw new RecordingException(name + ": neither a log of the simulator (one JSON object a line) nor a stream"
                    + " of server-sent events (`event:` and `data:` lines).");
        }
        Headers headers = Headers.of("Content-Type", "text/event-stream; charset=utf-8");
        return List.of(new Recording("", new RecordedAnswer.Stream(200, headers, steps, Duration.ZERO)));
    }

    private List<Recording> log(String text) {
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (!line.isBlank()) {
                add(name + ", line " + number, line);
            }
        }
        List<Recording> recordings = new ArrayList<>();
        hashes.forEach((request, hash) -> {
            Begun begun = answers.get(request);
            if (begun != null) {
                recordings.add(new Recording(hash, begun.answer()));
            }
        });
        return recordings;
    }

    private void add(String at, String line) {
        JsonNode json = parse(at, line);
        switch (json.path("kind").asText()) {
            case "request" -> addRequest(json);
            case "answer" -> addAnswer(at, json);
            case "events" -> addEvents(at, json);
            default ->
                throw new RecordingException(
                        at + ": `kind` has to be request, answer or events; use a log that simulate --log wrote.");
        }
    }

    private static JsonNode parse(String at, String line) {
        try {
            return Json.parse(line.getBytes(UTF_8));
        } catch (JsonProcessingException e) {
            throw new RecordingException(at + ": no valid JSON: " + e.getOriginalMessage(), e);
        }
    }

    private void addRequest(JsonNode json) {
        if (json.path("path").asText().endsWith(MESSAGES)) {
            hashes.put(json.path("number").asLong(), RequestHash.of(json.path("body")));
        }
    }

    private void addAnswer(String at, JsonNode json) {
        int status = json.path("status").asInt(-1);
        if (status != 0 && (status < 200 || status > 599)) {
            throw new RecordingException(at + ", status: has to be a number from 200 to 599, or 0 for no response.");
        }
        Begun begun = new Begun(
                status,
                headers(at, json.path("headers")),
                json.has("body") ? Optional.of(json.path("body").asText()) : Optional.empty(),
                RecordedSteps.nanos(json.path("delay_ns")),
                new RecordedSteps());
        answers.put(json.path("number").asLong(), begun);
    }

    private static Headers headers(String at, JsonNode json) {
        try {
            return new Headers(json.properties().stream()
                    .map(field ->
                            new Headers.Field(field.getKey(), field.getValue().asText()))
                    .toList());
        } catch (IllegalArgumentException damaged) {
            throw new RecordingException(at + ", headers: " + damaged.getMessage(), damaged);
        }
    }

    private void addEvents(String at, JsonNode json) {
        long number = json.path("number").asLong();
        Begun begun = answers.get(number);
        if (begun == null || begun.body().isPresent()) {
            throw new RecordingException(at + ": events of answer " + number + ", which has not begun before.");
        }
        begun.steps().add(at, json);
    }
}
