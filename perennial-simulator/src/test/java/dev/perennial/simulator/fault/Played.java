package dev.perennial.simulator.fault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.http.Headers;
import dev.perennial.simulator.Brain;
import dev.perennial.simulator.Pace;
import dev.perennial.simulator.Reply;
import dev.perennial.simulator.SimulatedRequest;
import dev.perennial.simulator.SimulatedResponse;
import dev.perennial.simulator.Simulator;
import dev.perennial.simulator.SimulatorSettings;
import dev.perennial.simulator.StreamStep;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** An answer of the simulator in process, played to its end in virtual time. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Played(SimulatedResponse response, List<StreamStep> steps, byte[] body) {

    static final String TEXT = "Grüße aus Köln: naïve café, 日本語, 👩‍🚀 – all of it.";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Thinks, writes with characters of all lengths, and calls a tool. */
    static final Brain BRAIN = prompt -> Reply.of(
            Reply.thinkingBlock("First I think about it, for a while."),
            Reply.textBlock(TEXT),
            Reply.toolUseBlock(
                    "write_file",
                    JsonNodeFactory.instance.objectNode().put("path", "a.txt").put("text", "Zürich and more")));

    static final Pace PACE = new Pace(Duration.ofSeconds(1), 100, Duration.ofSeconds(10));

    static Simulator simulator() {
        return new Simulator(settings().build());
    }

    static SimulatorSettings.Builder settings() {
        return SimulatorSettings.builder(BRAIN).pace(PACE).clock(() -> Instant.parse("2026-11-20T12:00:00Z"));
    }

    static SimulatedRequest request(boolean stream, String... headers) {
        String body = "{\"model\":\"claude-opus-5-5\",\"max_tokens\":1000,\"stream\":" + stream
                + ",\"thinking\":{\"type\":\"adaptive\",\"display\":\"summarized\"},"
                + "\"tools\":[{\"name\":\"write_file\",\"input_schema\":{\"type\":\"object\"}}],"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"Go.\"}]}";
        SimulatedRequest plain = SimulatedRequest.post("/v1/messages", body);
        return new SimulatedRequest("POST", plain.path(), "", plain.headers().with(Headers.of(headers)), plain.body());
    }

    static Played of(SimulatedResponse response) {
        List<StreamStep> steps = new ArrayList<>();
        switch (response) {
            case SimulatedResponse.Whole whole -> steps.add(new StreamStep.Bytes(whole.body()));
            case SimulatedResponse.Stream stream -> stream.steps().forEachRemaining(steps::add);
            case SimulatedResponse.Broken broken -> broken.steps().forEachRemaining(steps::add);
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        steps.forEach(step -> body.writeBytes(Steps.encode(step)));
        return new Played(response, List.copyOf(steps), body.toByteArray());
    }

    /** The stream with these faults; without any if the text is empty. */
    static Played stream(String faults) {
        return play(simulator(), true, faults);
    }

    static Played whole(String faults) {
        return play(simulator(), false, faults);
    }

    static Played play(Simulator simulator, boolean stream, String faults) {
        String[] headers = faults.isEmpty() ? new String[0] : new String[] {"x-simulator-fault", faults};
        return of(simulator.handle(request(stream, headers)));
    }

    String text() {
        return new String(body, UTF_8);
    }

    /** The bytes as characters, one each. */
    String latin() {
        return new String(body, ISO_8859_1);
    }

    JsonNode json() {
        return parse(text());
    }

    static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException malformed) {
            throw new AssertionError(json, malformed);
        }
    }

    /** The events as a client that follows the standard sees them. */
    List<SseReader.Event> events() {
        return SseReader.read(text());
    }

    List<String> types() {
        return events().stream().map(SseReader.Event::name).toList();
    }

    long count(String type) {
        return types().stream().filter(type::equals).count();
    }

    Optional<StreamStep.Ending> ending() {
        return steps.isEmpty() || !(steps.getLast() instanceof StreamStep.End end)
                ? Optional.empty()
                : Optional.of(end.how());
    }

    Duration pauses() {
        return steps.stream()
                .map(step -> step instanceof StreamStep.Pause pause ? pause.duration() : Duration.ZERO)
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** The text of the answer as far as it came. */
    String answer() {
        return events().stream()
                .map(SseReader.Event::json)
                .map(e -> e.path("delta").path("text").asText(""))
                .collect(Collectors.joining());
    }
}
