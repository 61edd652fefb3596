package dev.perennial.simulator.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.StreamStep;
import dev.perennial.simulator.StreamStep.Ending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Collects the steps of one stream from the lines of a log. Used by one thread. */
final class RecordedSteps {

    private final List<StreamStep> steps = new ArrayList<>();
    private Duration elapsed = Duration.ZERO;
    private boolean ended;

    /**
     * Adds a line of kind {@code events}.
     *
     * @throws RecordingException if it is damaged
     */
    void add(String at, JsonNode line) {
        for (JsonNode event : line.path("events")) {
            waitUntil(event.path("at_ns"));
            steps.add(step(at, event));
        }
        waitUntil(line.path("end_ns"));
        ended = line.path("end").asBoolean();
    }

    /** What was recorded; where the client or the simulator did not stay to the end, neither does the replay. */
    List<StreamStep> all() {
        List<StreamStep> all = new ArrayList<>(steps);
        if (!ended) {
            all.add(new StreamStep.End(Ending.CLOSE));
        }
        return all;
    }

    private void waitUntil(JsonNode at) {
        Duration wait = nanos(at).minus(elapsed);
        if (wait.isPositive()) {
            steps.add(new StreamStep.Pause(wait));
            elapsed = nanos(at);
        }
    }

    private static StreamStep step(String at, JsonNode event) {
        if (event.has("bytes")) {
            return new StreamStep.Bytes(bytes(at, event.path("bytes").asText()));
        }
        if (event.has("ending")) {
            return new StreamStep.End(ending(at, event.path("ending").asText()));
        }
        return event.has("go_away") ? new StreamStep.GoAway() : frame(at, event);
    }

    private static byte[] bytes(String at, String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException damaged) {
            throw new RecordingException(at + ", bytes: no Base64: " + damaged.getMessage(), damaged);
        }
    }

    private static Ending ending(String at, String name) {
        return Arrays.stream(Ending.values())
                .filter(ending -> ending.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new RecordingException(
                        at + ", ending: `" + name + "` is none; there are " + Arrays.toString(Ending.values()) + "."));
    }

    private static StreamStep frame(String at, JsonNode event) {
        if (!event.path("event").isTextual() || !event.path("data").isTextual()) {
            throw new RecordingException(
                    at + ", events: has to hold event and data, bytes, ending or go_away, holds " + event + ".");
        }
        return new StreamStep.Frame(
                event.path("event").asText(), event.path("data").asText());
    }

    static Duration nanos(JsonNode number) {
        return Duration.ofNanos(Math.max(0, number.asLong(0)));
    }
}
