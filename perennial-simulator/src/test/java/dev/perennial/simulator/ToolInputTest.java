package dev.perennial.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.internal.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How the input of tools is streamed. */
final class ToolInputTest {

    private static final ObjectNode INPUT = Json.object()
            .put("path", "notes.txt")
            .put("content", "A long \"text\" that is worth waiting for. ".repeat(8))
            .put("mode", 420);
    private static final String EAGER = "\"eager_input_streaming\":true,";
    private static final String LEGACY = "fine-grained-tool-streaming-2025-05-14";

    private static final Brain CALLER = prompt -> Reply.of(Reply.toolUseBlock("write", INPUT.deepCopy()));

    private static Conversation conversation(Brain brain, Timing timing) {
        return new Conversation(
                new Simulator(SimulatorSettings.builder(brain).pace(timing).build()));
    }

    private static String request(String ofTool, int maxTokens) {
        return "{\"model\":\"claude-opus-5-5\",\"stream\":true,\"max_tokens\":" + maxTokens + ",\"tools\":[{" + ofTool
                + "\"name\":\"write\",\"input_schema\":{\"type\":\"object\"}}],"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"Go.\"}]}";
    }

    private static List<String> pieces(List<JsonNode> events) {
        return events.stream()
                .filter(e -> e.path("delta").path("type").asText().equals("input_json_delta"))
                .map(e -> e.path("delta").path("partial_json").asText())
                .toList();
    }

    /** What had come of the input each time when the model fell silent. */
    private static List<String> atPauses(List<StreamStep> steps) {
        List<String> atPauses = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i) instanceof StreamStep.Pause) {
                atPauses.add(String.join("", pieces(Conversation.events(steps.subList(0, i)))));
            }
        }
        return atPauses;
    }

    @Test
    void byDefault_theModelPausesOnlyBetweenWholeValues() {
        List<StreamStep> steps = conversation(CALLER, Pace.LIVELY).steps(request("", 5_000));
        String whole = Json.write(INPUT);

        assertThat(String.join("", pieces(Conversation.events(steps)))).isEqualTo(whole);
        assertThat(pieces(Conversation.events(steps))).hasSizeGreaterThan(20);
        assertThat(atPauses(steps).stream().distinct())
                .containsExactly(
                        "",
                        "{\"path\":\"notes.txt\"",
                        whole.substring(0, whole.indexOf(",\"mode\"")),
                        whole.substring(0, whole.length() - 1));
    }

    @Test
    void byDefault_pausesGrowWithTheValue() {
        List<Duration> pauses =
                Conversation.pauses(conversation(CALLER, new Pace(Duration.ZERO, 100, Duration.ofMinutes(1)))
                        .steps(request("", 5_000)));

        assertThat(pauses.get(2)).isGreaterThan(pauses.get(1).multipliedBy(5));
    }

    @Test
    void eager_inputComesAsItIsWritten() {
        List<StreamStep> steps = conversation(CALLER, Pace.LIVELY).steps(request(EAGER, 5_000));

        assertThat(String.join("", pieces(Conversation.events(steps)))).isEqualTo(Json.write(INPUT));
        assertThat(atPauses(steps)).hasSizeGreaterThan(20);
    }

    @Test
    void legacyHeader_holdsForToolsThatDoNotSayOtherwise() {
        Conversation one = conversation(CALLER, Pace.LIVELY);

        assertThat(atPauses(one.steps(request("", 5_000), "anthropic-beta", "files-api-2025-04-14, " + LEGACY)))
                .hasSizeGreaterThan(20);
        assertThat(atPauses(one.steps(request("\"eager_input_streaming\":false,", 5_000), "anthropic-beta", LEGACY)))
                .hasSizeLessThan(8);
    }

    @Test
    void toolsetMember_comesInOneDelta() {
        Brain clicker = prompt ->
                Reply.of(Reply.toolUseBlock("left_click", INPUT.deepCopy()).put("toolset_name", "computer"));

        assertThat(pieces(conversation(clicker, Pace.INSTANT).events(request("", 5_000))))
                .containsExactly(Json.write(INPUT));
    }

    @Test
    void maxTokens_buffered_sendsOnlyWholeValues_eagerSendsTheCutOne() {
        Conversation one = conversation(CALLER, Pace.INSTANT);
        String buffered = String.join("", pieces(one.events(request("", 50))));
        String eager = String.join("", pieces(one.events(request(EAGER, 50))));

        assertThat(buffered).isEqualTo("{\"path\":\"notes.txt\"");
        assertThat(eager).startsWith(buffered + ",\"content\":\"A long").doesNotContain("mode");
    }

    @Test
    void oddInputs_anyStreaming_addUp() {
        List<ObjectNode> inputs = List.of(
                Json.object(),
                Json.object().put("", ""),
                (ObjectNode) Json.object()
                        .set("deep", Json.object().set("er", Json.array().add(1).add("}{"))),
                Json.object().put("n", -1.5e3).putNull("z").put("e", "\u00e9👩‍👧 \\ \n"));
        for (ObjectNode input : inputs) {
            for (String eager : List.of("", EAGER)) {
                Brain brain = prompt -> Reply.of(Reply.toolUseBlock("write", input.deepCopy()));

                assertThat(pieces(conversation(brain, Pace.INSTANT).events(request(eager, 5_000))).stream()
                                .collect(Collectors.joining()))
                        .isEqualTo(Json.write(input));
            }
        }
    }
}
