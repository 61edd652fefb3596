package dev.perennial.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.internal.Json;
import dev.perennial.simulator.script.ScriptBrain;
import dev.perennial.simulator.text.PseudoText;
import dev.perennial.simulator.text.TextBrain;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The events of a stream: order, deltas, cuts, usage, pace. */
final class MessageStreamTest {

    private static final Brain WEATHER = prompt -> Reply.of(
            Reply.thinkingBlock("The user wants the weather, so I have to call the tool."),
            Reply.textBlock("Let me look."),
            Reply.toolUseBlock("get_weather", Json.object().put("city", "Oslo").put("unit", "celsius")));

    private static List<StreamStep> steps(Brain brain, Pace pace, String fields) {
        Simulator simulator =
                new Simulator(SimulatorSettings.builder(brain).pace(pace).build());
        List<StreamStep> steps = new ArrayList<>();
        stream(simulator, fields).forEachRemaining(steps::add);
        return steps;
    }

    private static Iterator<StreamStep> stream(Simulator simulator, String fields) {
        SimulatedResponse response = simulator.handle(SimulatedRequest.post(
                "/v1/messages",
                "{\"model\":\"claude-opus-5-5\",\"stream\":true," + fields
                        + ",\"messages\":[{\"role\":\"user\",\"content\":\"Go.\"}]}"));
        return ((SimulatedResponse.Stream) response).steps();
    }

    private static List<JsonNode> events(Brain brain, String fields) {
        return steps(brain, Pace.INSTANT, fields).stream()
                .map(s -> json((StreamStep.Frame) s))
                .toList();
    }

    private static JsonNode json(StreamStep.Frame frame) {
        try {
            JsonNode event = Json.parse(frame.data().getBytes(UTF_8));
            assertThat(event.path("type").asText()).isEqualTo(frame.event());
            return event;
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode whole(Brain brain, String fields) throws Exception {
        Simulator simulator = new Simulator(SimulatorSettings.builder(brain).build());
        SimulatedResponse response = simulator.handle(SimulatedRequest.post(
                "/v1/messages",
                "{\"model\":\"claude-opus-5-5\"," + fields
                        + ",\"messages\":[{\"role\":\"user\",\"content\":\"Go.\"}]}"));
        return Json.parse(((SimulatedResponse.Whole) response).body());
    }

    private static List<String> types(List<JsonNode> events) {
        return events.stream()
                .map(e -> e.has("delta") && e.path("delta").has("type")
                        ? e.path("delta").path("type").asText()
                        : e.path("type").asText())
                .toList();
    }

    private static String joined(List<JsonNode> events, String field) {
        return events.stream().map(e -> e.path("delta").path(field).asText("")).reduce("", String::concat);
    }

    private static JsonNode messageDelta(List<JsonNode> events) {
        return events.get(events.size() - 2);
    }

    @Test
    void stream_anyMessage_hasTheDocumentedOrder() {
        List<JsonNode> events = events(WEATHER, "\"max_tokens\":1000");

        assertThat(types(events).stream().distinct())
                .containsExactly(
                        "message_start",
                        "ping",
                        "content_block_start",
                        "signature_delta",
                        "content_block_stop",
                        "text_delta",
                        "input_json_delta",
                        "message_delta",
                        "message_stop");
        assertThat(events.stream()
                        .filter(e -> e.has("index"))
                        .map(e -> e.path("index").asInt()))
                .isSorted()
                .contains(0, 1, 2);
    }

    @Test
    void messageStart_anyMessage_isEmptyWithInputUsage() {
        JsonNode message = events(WEATHER, "\"max_tokens\":1000").getFirst().path("message");

        assertThat(message.path("content").isEmpty()).isTrue();
        assertThat(message.path("stop_reason").isNull()).isTrue();
        assertThat(message.path("usage").path("input_tokens").asInt()).isPositive();
        assertThat(message.path("usage").path("output_tokens").asInt()).isEqualTo(1);
    }

    @Test
    void thinking_summarized_isStreamedThenSignedOnce() {
        List<JsonNode> events =
                events(WEATHER, "\"max_tokens\":1000,\"thinking\":{\"type\":\"adaptive\",\"display\":\"summarized\"}");

        assertThat(joined(events, "thinking")).isEqualTo("The user wants the weather, so I have to call the tool.");
        assertThat(types(events).stream().filter("signature_delta"::equals)).hasSize(1);
    }

    @Test
    void thinking_notSaid_isOmittedOn55AndOffOn48AndShownOn46() {
        assertThat(joined(events(WEATHER, "\"max_tokens\":1000"), "thinking")).isEmpty();
        assertThat(types(events(WEATHER, "\"max_tokens\":1000,\"model\":\"claude-opus-4-8\"")))
                .doesNotContain("signature_delta");
        assertThat(joined(
                        events(
                                WEATHER,
                                "\"max_tokens\":1000,\"model\":\"claude-opus-4-6\",\"thinking\":{\"type\":\"adaptive\"}"),
                        "thinking"))
                .startsWith("The user");
    }

    @Test
    void toolUse_input_beginsWithAnEmptyDeltaAndAddsUp() {
        List<JsonNode> deltas = events(WEATHER, "\"max_tokens\":1000").stream()
                .filter(e -> e.path("delta").path("type").asText().equals("input_json_delta"))
                .toList();

        assertThat(deltas.getFirst().path("delta").path("partial_json").asText())
                .isEmpty();
        assertThat(joined(deltas, "partial_json")).isEqualTo("{\"city\":\"Oslo\",\"unit\":\"celsius\"}");
    }

    @Test
    void messageDelta_usage_isTheSumAndNamesThinking() throws Exception {
        JsonNode usage = messageDelta(events(WEATHER, "\"max_tokens\":1000")).path("usage");
        JsonNode whole = whole(WEATHER, "\"max_tokens\":1000").path("usage");

        assertThat(usage.path("output_tokens")).isEqualTo(whole.path("output_tokens"));
        assertThat(usage.path("output_tokens_details").path("thinking_tokens").asInt())
                .isBetween(15, 40)
                .isLessThan(usage.path("output_tokens").asInt());
    }

    @Test
    void maxTokens_inText_cutsThere() {
        List<JsonNode> events = events(TextBrain.ofCharacters(10_000), "\"max_tokens\":100");
        String text = joined(events, "text");

        assertThat(PseudoText.of(1).text(10_000)).startsWith(text);
        assertThat(messageDelta(events).path("delta").path("stop_reason").asText())
                .isEqualTo("max_tokens");
        assertThat(messageDelta(events).path("usage").path("output_tokens").asInt())
                .isEqualTo(100);
    }

    @Test
    void maxTokens_everyLimit_countsExactlyAndStreamsWhatTheWholeMessageHas() throws Exception {
        int all = messageDelta(events(WEATHER, "\"max_tokens\":1000"))
                .path("usage")
                .path("output_tokens")
                .asInt();
        for (int limit = 1; limit <= all; limit++) {
            List<JsonNode> events = events(WEATHER, "\"max_tokens\":" + limit);
            JsonNode whole = whole(WEATHER, "\"max_tokens\":" + limit);
            JsonNode delta = messageDelta(events);

            assertThat(delta.path("usage").path("output_tokens").asInt()).isLessThanOrEqualTo(limit);
            assertThat(delta.path("delta").path("stop_reason").asText())
                    .isEqualTo(limit < all ? "max_tokens" : "tool_use")
                    .isEqualTo(whole.path("stop_reason").asText());
            assertThat(types(events).stream().filter("content_block_start"::equals))
                    .hasSize(whole.path("content").size());
        }
    }

    @Test
    void maxTokens_inToolInput_truncatesJsonAndKeepsCompletePairsInTheWholeMessage() throws Exception {
        int all = messageDelta(events(WEATHER, "\"max_tokens\":1000"))
                .path("usage")
                .path("output_tokens")
                .asInt();
        String fields = "\"max_tokens\":" + (all - 2);

        String partial = joined(events(WEATHER, fields), "partial_json");
        JsonNode input = whole(WEATHER, fields).path("content").get(2).path("input");

        assertThat("{\"city\":\"Oslo\",\"unit\":\"celsius\"}").startsWith(partial);
        assertThat(partial).doesNotEndWith("}");
        assertThat(input).isEqualTo(Json.object().put("city", "Oslo"));
    }

    @Test
    void stopSequence_inText_cutsBeforeTheEarliest() {
        List<JsonNode> events = events(
                prompt -> Reply.of(Reply.textBlock("one two three four"), Reply.textBlock("never")),
                "\"max_tokens\":100,\"stop_sequences\":[\"four\",\" three\"]");

        assertThat(joined(events, "text")).isEqualTo("one two");
        assertThat(messageDelta(events).path("delta").path("stop_reason").asText())
                .isEqualTo("stop_sequence");
        assertThat(messageDelta(events).path("delta").path("stop_sequence").asText())
                .isEqualTo(" three");
    }

    @Test
    void contextWindow_inputAndOutputTooLong_stopsWhereItIsFull() {
        Simulator simulator = new Simulator(
                SimulatorSettings.builder(TextBrain.ofCharacters(500_000)).build());
        String prompt = "word ".repeat(99_000);
        SimulatedResponse.Stream response = (SimulatedResponse.Stream) simulator.handle(SimulatedRequest.post(
                "/v1/messages",
                "{\"model\":\"claude-haiku-4-5\",\"stream\":true,\"max_tokens\":64000,\"messages\":[{\"role\":\"user\",\"content\":\""
                        + prompt + "\"}]}"));
        List<JsonNode> events = new ArrayList<>();
        response.steps().forEachRemaining(s -> events.add(json((StreamStep.Frame) s)));
        JsonNode usage = messageDelta(events).path("usage");

        assertThat(messageDelta(events).path("delta").path("stop_reason").asText())
                .isEqualTo("model_context_window_exceeded");
        assertThat(usage.path("input_tokens").asInt()
                        + usage.path("output_tokens").asInt())
                .isEqualTo(200_000);
    }

    @Test
    void citations_followTheirText() {
        List<JsonNode> events = events(
                ScriptBrain.parse(
                        "[{\"content\":[{\"type\":\"text\",\"text\":\"Wet.\",\"citations\":[{\"n\":1},{\"n\":2}]}]}]"),
                "\"max_tokens\":100");

        assertThat(types(events)).containsSubsequence("text_delta", "citations_delta", "citations_delta");
        assertThat(events.get(2).path("content_block").path("citations").isEmpty())
                .isTrue();
    }

    @Test
    void compaction_summary_isExactlyOneDeltaUnlessOnDemand() {
        List<JsonNode> threshold = events(
                ScriptBrain.parse("[{\"content\":[{\"type\":\"compaction\",\"content\":\"All so far.\"}]}]"),
                "\"max_tokens\":100");
        List<JsonNode> onDemand = events(
                ScriptBrain.parse(
                        "[{\"content\":[{\"type\":\"compaction\",\"content\":\"All.\",\"signature\":\"s\"}],\"stop_reason\":\"compaction\"}]"),
                "\"max_tokens\":100");

        assertThat(threshold.get(2).path("content_block").path("content").isNull())
                .isTrue();
        assertThat(threshold.get(3).path("delta").path("content").asText()).isEqualTo("All so far.");
        assertThat(types(threshold).stream().filter("compaction_delta"::equals)).hasSize(1);
        assertThat(onDemand.get(2).path("content_block").path("content").asText())
                .isEqualTo("All.");
        assertThat(types(onDemand)).doesNotContain("compaction_delta");
    }

    @Test
    void unknownBlock_isSentWholeInItsStart() {
        List<JsonNode> events = events(
                ScriptBrain.parse("[{\"content\":[{\"type\":\"hologram\",\"depth\":3}]}]"), "\"max_tokens\":100");

        assertThat(events.get(2).path("content_block"))
                .isEqualTo(Json.object().put("type", "hologram").put("depth", 3));
        assertThat(events.get(3).path("type").asText()).isEqualTo("content_block_stop");
    }

    @Test
    void extras_stopDetailsAndUsage_goWhereTheApiHasThem() {
        ObjectNode extras = Json.object();
        extras.putObject("stop_details").put("type", "refusal");
        extras.putObject("context_management").putArray("applied_edits");
        extras.putObject("usage").putArray("iterations");
        List<JsonNode> events =
                events(prompt -> new Reply(List.of(Reply.textBlock("No.")), "refusal", extras), "\"max_tokens\":100");
        JsonNode delta = messageDelta(events);

        assertThat(delta.path("delta").path("stop_details").path("type").asText())
                .isEqualTo("refusal");
        assertThat(delta.has("context_management")).isTrue();
        assertThat(delta.path("usage").has("iterations")).isTrue();
        assertThat(events.getFirst().path("message").path("stop_details").isNull())
                .isTrue();
    }

    @Test
    void pace_silences_addUpAndAreInterruptedByPings() {
        Pace slow = new Pace(Duration.ofSeconds(25), 10, Duration.ofSeconds(10));
        List<StreamStep> steps = steps(prompt -> Reply.text("one two three"), slow, "\"max_tokens\":100");
        int tokens = messageDelta(events(prompt -> Reply.text("one two three"), "\"max_tokens\":100"))
                .path("usage")
                .path("output_tokens")
                .asInt();
        Duration total = Duration.ZERO;
        long pings = 0;
        for (StreamStep step : steps) {
            switch (step) {
                case StreamStep.Pause pause -> {
                    assertThat(pause.duration()).isBetween(Duration.ofNanos(1), slow.pingInterval());
                    total = total.plus(pause.duration());
                }
                case StreamStep.Frame frame -> pings += frame.event().equals("ping") ? 1 : 0;
                case StreamStep.Bytes _, StreamStep.GoAway _, StreamStep.End _ -> throw new AssertionError(step);
            }
        }

        assertThat(total).isEqualTo(slow.firstToken().plus(slow.of(tokens)));
        assertThat(pings).isEqualTo(1 + 2);
    }

    @Test
    void stream_longAnswer_isMadeStepByStep() {
        Simulator simulator = new Simulator(
                SimulatorSettings.builder(TextBrain.ofCharacters(1_000_000)).build());
        Iterator<StreamStep> steps = stream(simulator, "\"max_tokens\":128000");
        int read = 0;
        StringBuilder text = new StringBuilder();
        JsonNode last = Json.object();
        while (steps.hasNext()) {
            JsonNode event = json((StreamStep.Frame) steps.next());
            text.append(event.path("delta").path("text").asText(""));
            last = event.path("type").asText().equals("message_delta") ? event : last;
            read++;
        }

        assertThat(read).isGreaterThan(32_000);
        assertThat(last.path("usage").path("output_tokens").asInt()).isEqualTo(128_000);
        assertThat(text.toString()).isEqualTo(PseudoText.of(1).text(text.length()));
    }
}
