package dev.perennial.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.http.Headers;
import dev.perennial.simulator.internal.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Talks to a simulator in process. */
final class Conversation {

    private final Simulator simulator;
    private final String key;

    Conversation(Simulator simulator, String key) {
        this.simulator = simulator;
        this.key = key;
    }

    Conversation(Simulator simulator) {
        this(simulator, "one");
    }

    SimulatedResponse send(String body, String... headers) {
        Headers all =
                Headers.of("x-api-key", key, "anthropic-version", "2023-06-01").with(Headers.of(headers));
        return simulator.handle(new SimulatedRequest("POST", "/v1/messages", "", all, body.getBytes(UTF_8)));
    }

    JsonNode whole(String body) {
        return json(((SimulatedResponse.Whole) send(body)).body());
    }

    /** All steps of a stream. */
    List<StreamStep> steps(String body, String... headers) {
        List<StreamStep> steps = new ArrayList<>();
        ((SimulatedResponse.Stream) send(body, headers)).steps().forEachRemaining(steps::add);
        return steps;
    }

    List<JsonNode> events(String body, String... headers) {
        return events(steps(body, headers));
    }

    static List<JsonNode> events(List<StreamStep> steps) {
        return steps.stream()
                .filter(StreamStep.Frame.class::isInstance)
                .map(s -> json(((StreamStep.Frame) s).data().getBytes(UTF_8)))
                .toList();
    }

    static List<Duration> pauses(List<StreamStep> steps) {
        return steps.stream()
                .filter(StreamStep.Pause.class::isInstance)
                .map(s -> ((StreamStep.Pause) s).duration())
                .toList();
    }

    static List<String> types(List<JsonNode> events) {
        return events.stream().map(e -> e.path("type").asText()).toList();
    }

    static JsonNode json(byte[] bytes) {
        try {
            return Json.parse(bytes);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
