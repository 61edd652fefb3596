package dev.perennial.simulator.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.http.Headers;
import dev.perennial.simulator.StreamStep;
import dev.perennial.simulator.internal.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the simulator's own log, or the text of one stream. Exchanges of {@code /v1/messages} whose answer was begun are
 * kept, in the order of their requests.
 *
 * <p>The simulators that wrote to a log one after the other all counted from 1, so a line belongs to the newest request of
 * its number. A last line that is neither valid nor ended by a line feed is left out: whoever wrote it was killed.
 */
final class RecordingReader {

    private static final String MESSAGES = "/v1/messages";

    private final String name;
    private final List<Exchange> exchanges = new ArrayList<>();
    private final Map<Long, Exchange> newest = new HashMap<>();

    /** A request and, as soon as it is read, the answer that was begun. */
    private static final class Exchange {

        private final Optional<String> hash;
        private Optional<Begun> begun = Optional.empty();

        /** @param hash of the body; empty if it was no request for a message */
        private Exchange(Optional<String> hash) {
            this.hash = hash;
        }

        private Optional<Recording> recording() {
            return hash.flatMap(h -> begun.map(b -> new Recording(h, b.answer())));
        }
    }

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
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            boolean mayBeCut = i == lines.size() - 1 && !text.endsWith("\n");
            if (!lines.get(i).isBlank() && !(mayBeCut && isCut(lines.get(i)))) {
                add(name + ", line " + (i + 1), lines.get(i));
            }
        }
        return exchanges.stream()
                .map(Exchange::recording)
                .flatMap(Optional::stream)
                .toList();
    }

    private static boolean isCut(String line) {
        try {
            Json.parse(line.getBytes(UTF_8));
            return false;
        } catch (JsonProcessingException e) {
            return true;
        }
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
            throw new RecordingException(at + ": no valid JSON, so delete the line: " + e.getOriginalMessage(), e);
        }
    }

    private void addRequest(JsonNode json) {
        boolean forMessage = json.path("path").asText().endsWith(MESSAGES);
        Exchange exchange =
                new Exchange(forMessage ? Optional.of(RequestHash.of(json.path("body"))) : Optional.empty());
        exchanges.add(exchange);
        newest.put(json.path("number").asLong(), exchange);
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
        exchange(json).begun = Optional.of(begun);
    }

    /** That which the line belongs to; what answers no request is not replayed. */
    private Exchange exchange(JsonNode line) {
        return newest.computeIfAbsent(line.path("number").asLong(), n -> new Exchange(Optional.empty()));
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
        exchange(json)
                .begun
                .filter(b -> b.body().isEmpty())
                .orElseThrow(() -> new RecordingException(
                        at + ": events of answer " + json.path("number").asLong() + ", which has not begun before."))
                .steps()
                .add(at, json);
    }
}
