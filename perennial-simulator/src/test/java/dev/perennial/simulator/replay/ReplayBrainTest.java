package dev.perennial.simulator.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perennial.simulator.ApiError;
import dev.perennial.simulator.ApiErrorException;
import dev.perennial.simulator.Brain;
import dev.perennial.simulator.Prompt;
import dev.perennial.simulator.SimulatedRequest;
import dev.perennial.simulator.SimulatedResponse;
import dev.perennial.simulator.Simulator;
import dev.perennial.simulator.SimulatorSettings;
import dev.perennial.simulator.StreamStep;
import dev.perennial.simulator.TimingProfile;
import dev.perennial.simulator.replay.ReplayBrain.Matching;
import dev.perennial.simulator.text.TextBrain;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReplayBrainTest {

    private static final String BEGUN = """
            {"kind":"request","number":1,"path":"/v1/messages","body":{}}
            {"kind":"answer","number":1,"status":200}
            """;

    @TempDir
    private Path folder;

    private static String body(String words, boolean stream) {
        return "{\"model\":\"claude-opus-5-5\",\"max_tokens\":5000,\"stream\":" + stream
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"" + words + "\"}]}";
    }

    /** All of a response: status, body or steps; headers apart. */
    private static List<Object> all(SimulatedResponse response) {
        List<Object> all = new ArrayList<>(List.of(response.status()));
        switch (response) {
            case SimulatedResponse.Whole whole -> {
                all.add(new String(whole.body(), UTF_8));
                all.add(whole.delay());
            }
            case SimulatedResponse.Stream stream -> stream.steps().forEachRemaining(all::add);
            case SimulatedResponse.Broken broken -> broken.steps().forEachRemaining(all::add);
        }
        return all;
    }

    private static List<Object> send(Simulator simulator, String body) {
        return all(simulator.handle(SimulatedRequest.post("/v1/messages", body)));
    }

    private static Brain failingOnTea() {
        return new Brain() {
            @Override
            public dev.perennial.simulator.Reply reply(Prompt prompt) {
                if (prompt.lastUserText().contains("tea")) {
                    throw new ApiErrorException(new ApiError(529, "overloaded_error", "Overloaded"));
                }
                return TextBrain.create().reply(prompt);
            }
        };
    }

    private Simulator recording(Path log) {
        return new Simulator(SimulatorSettings.builder(failingOnTea())
                .pace(TimingProfile.TYPICAL)
                .requestLog(log)
                .build());
    }

    private static Simulator replaying(Path log, Matching matching) {
        return new Simulator(
                SimulatorSettings.builder(ReplayBrain.read(log, matching)).build());
    }

    @Test
    void replay_ofALog_givesTheSameBytesAndTimes() {
        Path log = folder.resolve("log.jsonl");
        Simulator recording = recording(log);
        List<String> bodies =
                List.of(body("characters: 20000", true), body("characters: 90", false), body("tea", true));
        List<List<Object>> recorded =
                bodies.stream().map(b -> send(recording, b)).toList();
        Simulator replaying = replaying(log, Matching.IN_ORDER);

        assertThat(recorded.getFirst()).hasSizeGreaterThan(1_000);
        assertThat(bodies.stream().map(b -> send(replaying, b)).toList()).isEqualTo(recorded);
    }

    @Test
    void replay_sameHeaders_areSent() {
        Path log = folder.resolve("log.jsonl");
        SimulatedRequest request = SimulatedRequest.post("/v1/messages", body("characters: 90", false));
        SimulatedResponse recorded = recording(log).handle(request);
        SimulatedResponse replayed = replaying(log, Matching.IN_ORDER).handle(request);

        assertThat(replayed.headers().joined()).isEqualTo(recorded.headers().joined());
    }

    @Test
    void replay_ofAFaultyStream_isAsFaulty() {
        Path log = folder.resolve("log.jsonl");
        SimulatedRequest request =
                SimulatedRequest.post("/fault/crlf+reset@text:40/v1/messages", body("characters: 900", true));
        List<Object> recorded = described(recording(log).handle(request));
        SimulatedRequest again = SimulatedRequest.post("/v1/messages", body("characters: 900", true));

        assertThat(described(replaying(log, Matching.IN_ORDER).handle(again))).isEqualTo(recorded);
        assertThat(recorded.getLast()).isEqualTo(new StreamStep.End(StreamStep.Ending.RESET));
    }

    private static List<Object> described(SimulatedResponse response) {
        return all(response).stream()
                .map(step -> step instanceof StreamStep.Bytes bytes ? new String(bytes.bytes(), UTF_8) : step)
                .toList();
    }

    @Test
    void replay_byRequest_findsTheAnswerToTheSameBody() {
        Path log = folder.resolve("log.jsonl");
        Simulator recording = recording(log);
        List<Object> first = send(recording, body("characters: 100", true));
        List<Object> second = send(recording, body("characters: 200", true));
        Simulator replaying = replaying(log, Matching.BY_REQUEST);

        assertThat(send(replaying, body("characters: 200", true))).isEqualTo(second);
        assertThat(send(replaying, body("characters: 100", true))).isEqualTo(first);
        assertThat(send(replaying, body("characters: 300", true)).toString())
                .contains("none of them had this body")
                .startsWith("[400");
    }

    @Test
    void replay_usedUp_saysSo() {
        Path log = folder.resolve("log.jsonl");
        send(recording(log), body("characters: 100", true));
        Simulator replaying = replaying(log, Matching.IN_ORDER);
        send(replaying, body("x", true));

        assertThat(send(replaying, body("x", true)).toString()).contains("of its 1 exchanges 0 are left");
    }

    @Test
    void log_streamThatWasCut_replaysWhatWasWrittenToTheLog() {
        Path log = folder.resolve("log.jsonl");
        var response = (SimulatedResponse.Stream)
                recording(log).handle(SimulatedRequest.post("/v1/messages", body("characters: 200000", true)));
        List<StreamStep> sent = new ArrayList<>();
        while (sent.size() < 2_000) {
            sent.add(response.steps().next());
        }
        var replayed = (SimulatedResponse.Stream)
                replaying(log, Matching.IN_ORDER).handle(SimulatedRequest.post("/v1/messages", body("x", true)));
        List<StreamStep> steps = new ArrayList<>();
        replayed.steps().forEachRemaining(steps::add);

        assertThat(steps).hasSizeGreaterThan(500).last().isEqualTo(new StreamStep.End(StreamStep.Ending.CLOSE));
        assertThat(sent.subList(0, steps.size() - 1)).isEqualTo(steps.subList(0, steps.size() - 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"head-hang", "head-cut", "head-early-hints+reset@text:9", "length-lie"})
    void replay_ofWhatWasNoResponse_isTheSame(String faults) {
        Path log = folder.resolve("log.jsonl");
        SimulatedRequest request =
                SimulatedRequest.post("/fault/" + faults + "/v1/messages", body("characters: 900", true));
        List<Object> recorded = described(recording(log).handle(request));
        SimulatedRequest again = SimulatedRequest.post("/v1/messages", body("characters: 900", true));

        assertThat(described(replaying(log, Matching.IN_ORDER).handle(again))).isEqualTo(recorded);
        assertThat(recorded).hasSizeGreaterThan(1);
    }

    @Test
    void replay_ofOneStream_isGivenToEveryRequest() throws Exception {
        Path file = folder.resolve("stream.txt");
        List<String> lines = List.of(
                "event: message_start",
                "data: {\"type\":\"message_start\"}",
                "",
                ": comment",
                "",
                "event: message_stop\r",
                "data: {\"type\":\"message_stop\"}\r",
                "\r");
        Files.write(file, lines);
        Simulator replaying = replaying(file, Matching.IN_ORDER);
        List<Object> expected = List.of(
                200,
                new StreamStep.Frame("message_start", "{\"type\":\"message_start\"}"),
                new StreamStep.Frame("message_stop", "{\"type\":\"message_stop\"}"));

        assertThat(send(replaying, body("x", true))).isEqualTo(expected);
        assertThat(send(replaying, body("y", true))).isEqualTo(expected);
    }

    @Test
    void log_secrets_areNotWritten() throws Exception {
        Path log = folder.resolve("log.jsonl");
        String body = body("characters: 9", true)
                .replaceFirst(
                        "\\{",
                        "{\"mcp_servers\":[{\"type\":\"url\",\"name\":\"n\",\"url\":\"https://example.com\",\"authorization_token\":\"hunter2\"}],");
        send(recording(log), body);

        assertThat(Files.readString(log))
                .doesNotContain("hunter2", "in-process")
                .contains("[redacted]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "{\"kind\":\"other\"}",
                "{not json",
                "{\"kind\":\"events\",\"number\":4,\"events\":[]}",
                "{\"kind\":\"answer\",\"number\":1,\"status\":12}",
                "{\"kind\":\"answer\",\"number\":1}",
                "{\"kind\":\"answer\",\"number\":1,\"status\":200,\"headers\":{\"a\":\"b\\nc\"}}",
                BEGUN + "{\"kind\":\"events\",\"number\":1,\"events\":[{\"bytes\":\"?\"}]}",
                BEGUN + "{\"kind\":\"events\",\"number\":1,\"events\":[{\"ending\":\"BANG\"}]}",
                BEGUN + "{\"kind\":\"events\",\"number\":1,\"events\":[{\"event\":\"ping\"}]}",
                BEGUN + "{\"kind\":\"events\",\"number\":1,\"events\":[7]}",
                BEGUN + "{\"kind\":\"events\",\"number\":1,\"eve\n",
                "{\"kind\":\"request\",\"number\":1,\"path\":\"/v1/messages\",\"body\":{}}"
            })
    void parse_noRecording_saysWhatIsWrong(String text) {
        assertThatThrownBy(() -> ReplayBrain.parse(text, Matching.IN_ORDER))
                .isInstanceOf(RecordingException.class)
                .hasMessageStartingWith("recording");
    }

    /** Killed at any byte: within a line, a number, a character of several bytes. */
    @Test
    void replay_logThatWasCutAnywhere_givesWhatItsWholeLinesHold() throws Exception {
        byte[] begun = BEGUN.getBytes(UTF_8);
        byte[] more =
                "{\"kind\":\"events\",\"number\":1,\"events\":[{\"event\":\"ping\",\"data\":\"日本\"}],\"end\":true}"
                        .getBytes(UTF_8);
        Path log = folder.resolve("log.jsonl");
        for (int cut = 0; cut < more.length; cut++) {
            Files.write(log, begun);
            Files.write(log, Arrays.copyOf(more, cut), StandardOpenOption.APPEND);

            assertThat(send(replaying(log, Matching.IN_ORDER), body("x", true)))
                    .as("cut at %s", cut)
                    .isEqualTo(List.of(200, new StreamStep.End(StreamStep.Ending.CLOSE)));
        }
    }

    @Test
    void replay_lastLineWithoutLineFeedThatIsWhole_isReplayed() {
        String log = BEGUN + "{\"kind\":\"events\",\"number\":1,\"events\":[],\"end\":true}";
        Simulator replaying = new Simulator(SimulatorSettings.builder(ReplayBrain.parse(log, Matching.IN_ORDER))
                .build());

        assertThat(send(replaying, body("x", true))).isEqualTo(List.of(200));
    }

    @Test
    void read_damageBeforeTheLastLine_namesTheLine() throws Exception {
        Path log = folder.resolve("log.jsonl");
        Files.writeString(log, "{\"kind\":\"requ\n" + BEGUN);

        assertThatThrownBy(() -> ReplayBrain.read(log, Matching.IN_ORDER))
                .isInstanceOf(RecordingException.class)
                .hasMessageContainingAll("log.jsonl, line 1: no valid JSON", "delete the line");
    }

    /** Each simulator counts its requests from 1. */
    @Test
    void replay_logOfTwoSimulators_holdsTheExchangesOfBoth() {
        Path log = folder.resolve("log.jsonl");
        List<Object> first = send(recording(log), body("characters: 100", true));
        List<Object> second = send(recording(log), body("characters: 200", true));
        Simulator replaying = replaying(log, Matching.IN_ORDER);

        assertThat(send(replaying, body("characters: 100", true))).isEqualTo(first);
        assertThat(send(replaying, body("characters: 200", true))).isEqualTo(second);
    }

    @Test
    void log_afterALineThatWasCut_beginsANewLine() throws Exception {
        Path log = folder.resolve("log.jsonl");
        Files.writeString(log, "{\"kind\":\"requ");
        send(recording(log), body("characters: 100", true));

        assertThat(Files.readAllLines(log)).startsWith("{\"kind\":\"requ").hasSizeGreaterThan(3);
    }

    @Test
    void read_noFile_namesIt() {
        assertThatThrownBy(() -> ReplayBrain.read(folder.resolve("none"), Matching.IN_ORDER))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("none");
    }
}
