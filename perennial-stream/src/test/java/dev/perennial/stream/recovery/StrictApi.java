package dev.perennial.stream.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perennial.http.Headers;
import dev.perennial.simulator.Brain;
import dev.perennial.simulator.Pace;
import dev.perennial.simulator.SimulatedRequest;
import dev.perennial.simulator.SimulatedResponse;
import dev.perennial.simulator.Simulator;
import dev.perennial.simulator.SimulatorSettings;
import dev.perennial.simulator.StreamStep;
import dev.perennial.simulator.fault.Faults;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The strict simulator in virtual time. */
final class StrictApi implements VirtualDriver.Server {

    private final Simulator simulator;
    private final List<String> refusals = new ArrayList<>();

    /** A simulator whose answers go wrong as the faults say. */
    StrictApi(Brain brain, String faults) {
        this.simulator = new Simulator(SimulatorSettings.builder(brain)
                .pace(Pace.LIVELY)
                .faults(Faults.parse(faults))
                .build());
    }

    @Override
    public Answer answer(int attempt, Call call) {
        SimulatedResponse response = respond(call.body());
        if (response.status() == 400 || response.status() == 404) {
            refusals.add(bodyOf(response));
        }
        Answer answer = new Answer().pause(response.delay());
        return switch (response) {
            case SimulatedResponse.Whole whole ->
                answer.head(whole.status(), headers(whole)).then(whole.body()).end(HowEnded.CLEAN);
            case SimulatedResponse.Stream stream -> stream(answer.head(stream.status(), headers(stream)), stream);
            case SimulatedResponse.Broken broken -> answer.end(HowEnded.RESET);
        };
    }

    private static Answer stream(Answer answer, SimulatedResponse.Stream stream) {
        while (stream.steps().hasNext()) {
            switch (stream.steps().next()) {
                case StreamStep.Pause pause -> answer.pause(pause.duration());
                case StreamStep.Frame frame -> answer.then(frame.bytes());
                case StreamStep.Bytes bytes -> answer.then(bytes.bytes());
                case StreamStep.GoAway goAway -> {}
                case StreamStep.End end -> {
                    return end(answer, end.how());
                }
            }
        }
        return answer.end(HowEnded.CLEAN);
    }

    private static Answer end(Answer answer, StreamStep.Ending how) {
        return switch (how) {
            case CLEAN -> answer.end(HowEnded.CLEAN);
            case CLOSE, RESET, RESET_STREAM -> answer.end(HowEnded.RESET);
            case HANG, BLACK_HOLE -> answer;
        };
    }

    /** Sends a body that is not streamed: the status, and the body of the answer. */
    String send(String body) {
        SimulatedResponse response = respond(body.getBytes(UTF_8));
        return response.status() + " " + bodyOf(response);
    }

    private SimulatedResponse respond(byte[] body) {
        Headers headers = Headers.of("x-api-key", "any", "anthropic-version", "2023-06-01");
        return simulator.handle(new SimulatedRequest("POST", "/v1/messages", "", headers, body));
    }

    private static String bodyOf(SimulatedResponse response) {
        return response instanceof SimulatedResponse.Whole whole ? new String(whole.body(), UTF_8) : "";
    }

    private static Map<String, String> headers(SimulatedResponse response) {
        return response.headers().fields().stream()
                .collect(Collectors.toMap(h -> h.name().toLowerCase(Locale.ROOT), Headers.Field::value, (a, b) -> a));
    }

    /** What it said to requests that the API would refuse. */
    List<String> refusals() {
        return List.copyOf(refusals);
    }
}
