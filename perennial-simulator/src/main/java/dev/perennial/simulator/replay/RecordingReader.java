package dev.perennial.simulator.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.http.Headers;
import dev.perennial.simulator.StreamStep;
import dev.perennial.simulator.internal.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the simulator's own log, or the text of one stream. Exchanges of {@code /v1/messages} whose answer was begun are
 * kept, in the order of their requests.
 */
final class RecordingReader {

    private static final String MESSAGES = "/v1/messages";

    private final String name;
    private final Map<Long, String> hashes = new LinkedHashMap<>();
    private final Map<Long, RecordedAnswer> answers = new LinkedHashMap<>();
    private final Map<Long, Duration> elapsedUpTo = new LinkedHashMap<>();

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
            RecordedAnswer answer = answers.get(request);
            if (answer != null) {
                recordings.add(new Recording(hash, answer));
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
        int status = json.path("status").asInt();
        if (status < 200 || status > 599) {
            throw new RecordingException(at + ", status: has to be a number from 200 to 599.");
        }
        Headers headers = headers(json.path("headers"));
        RecordedAnswer answer = json.has("body")
                ? new RecordedAnswer.Whole(status, headers, json.path("body").asText(), nanos(json.path("delay_ns")))
                : new RecordedAnswer.Stream(status, headers, List.of(), nanos(json.path("delay_ns")));
        answers.put(json.path("number").asLong(), answer);
    }

    private static Headers headers(JsonNode json) {
        Headers headers = Headers.EMPTY;
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            headers = headers.with(field.getKey(), field.getValue().asText());
        }
        return headers;
    }

    private void addEvents(String at, JsonNode json) {
        long number = json.path("number").asLong();
        if (!(answers.get(number) instanceof RecordedAnswer.Stream stream)) {
            throw new RecordingException(at + ": events of answer " + number + ", which has not begun before.");
        }
        List<StreamStep> steps = new ArrayList<>(stream.steps());
        json.path("events").forEach(event -> {
            addWait(number, event.path("at_ns"), steps);
            steps.add(step(event));
        });
        addWait(number, json.path("end_ns"), steps);
        answers.put(number, new RecordedAnswer.Stream(stream.status(), stream.headers(), steps, stream.delay()));
    }

    private static StreamStep step(JsonNode event) {
        if (event.has("bytes")) {
            return new StreamStep.Bytes(
                    Base64.getDecoder().decode(event.path("bytes").asText()));
        }
        if (event.has("ending")) {
            return new StreamStep.End(
                    StreamStep.Ending.valueOf(event.path("ending").asText()));
        }
        return event.has("go_away")
                ? new StreamStep.GoAway()
                : new StreamStep.Frame(
                        event.path("event").asText(), event.path("data").asText());
    }

    private void addWait(long number, JsonNode at, List<StreamStep> steps) {
        Duration elapsed = elapsedUpTo.getOrDefault(number, Duration.ZERO);
        Duration wait = nanos(at).minus(elapsed);
        if (wait.isPositive()) {
            steps.add(new StreamStep.Pause(wait));
            elapsedUpTo.put(number, nanos(at));
        }
    }

    private static Duration nanos(JsonNode number) {
        return Duration.ofNanos(Math.max(0, number.asLong(0)));
    }
}
