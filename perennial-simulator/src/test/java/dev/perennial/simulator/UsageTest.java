package dev.perennial.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.internal.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The usage that grows while server tools run, and that of a prompt that is only read. */
final class UsageTest {

    private static final String REQUEST =
            "{\"model\":\"claude-opus-5-5\",\"stream\":true,\"max_tokens\":5000,\"messages\":[{\"role\":\"user\",\"content\":\"Go.\"}]}";

    private static final Brain SEARCHER = prompt -> Reply.of(
            Reply.thinkingBlock("I have to look this up twice, I think."),
            search("srvtoolu_1"),
            result("srvtoolu_1", "web_search_tool_result"),
            search("srvtoolu_2"),
            result("srvtoolu_2", "web_fetch_tool_result"),
            Reply.textBlock("Found."));

    private static ObjectNode search(String id) {
        return Reply.toolUseBlock("web_search", Json.object().put("query", "rivers"))
                .put("type", "server_tool_use")
                .put("id", id);
    }

    private static ObjectNode result(String id, String type) {
        return Json.object()
                .put("type", type)
                .put("tool_use_id", id)
                .put("content", "A page about rivers. ".repeat(30));
    }

    private static List<JsonNode> usages(List<JsonNode> events) {
        return events.stream()
                .filter(e -> e.path("type").asText().equals("message_delta"))
                .map(e -> e.path("usage"))
                .toList();
    }

    private static Conversation conversation() {
        return new Conversation(
                new Simulator(SimulatorSettings.builder(SEARCHER).build()));
    }

    @Test
    void redactedThinking_countsAsThinking() {
        Brain redactor = prompt -> Reply.of(Json.object().put("type", "redacted_thinking"), Reply.textBlock("Done."));
        JsonNode usage = new Conversation(
                        new Simulator(SimulatorSettings.builder(redactor).build()))
                .whole(REQUEST.replace("\"stream\":true,", ""))
                .path("usage");
        int thinking =
                usage.path("output_tokens_details").path("thinking_tokens").asInt();

        assertThat(thinking).isPositive().isLessThan(usage.path("output_tokens").asInt());
    }

    @Test
    void serverTools_usageIsToldAfterEachAndGrows() {
        List<JsonNode> usages = usages(conversation().events(REQUEST));

        assertThat(usages).hasSize(3);
        assertThat(usages.stream().map(u -> u.path("input_tokens").asInt()))
                .isSorted()
                .satisfies(all -> assertThat(all.getFirst()).isGreaterThan(200))
                .satisfies(all -> assertThat(all.getLast()).isGreaterThan(all.getFirst()));
        assertThat(usages.stream().map(u -> u.path("output_tokens").asInt())).isSorted();
        assertThat(usages.getLast().path("server_tool_use").toString())
                .isEqualTo("{\"web_search_requests\":1,\"web_fetch_requests\":1}");
    }

    @Test
    void serverTools_onlyTheLastUsageTellsThinking_andOnlyItsDeltaTellsWhy() {
        List<JsonNode> events = conversation().events(REQUEST);
        List<JsonNode> usages = usages(events);

        assertThat(usages.getFirst().has("output_tokens_details")).isFalse();
        assertThat(usages.getLast()
                        .path("output_tokens_details")
                        .path("thinking_tokens")
                        .asInt())
                .isPositive();
        assertThat(events.stream()
                        .filter(e -> e.path("type").asText().equals("message_delta"))
                        .map(e -> e.path("delta").path("stop_reason").asText()))
                .containsExactly("null", "null", "end_turn");
    }

    @Test
    void serverTools_wholeMessage_hasTheUsageOfTheStreamsEnd() {
        JsonNode whole = conversation().whole(REQUEST.replace("\"stream\":true,", ""));
        JsonNode last = usages(conversation().events(REQUEST)).getLast();

        last.properties()
                .forEach(p -> assertThat(whole.path("usage").path(p.getKey())).isEqualTo(p.getValue()));
    }

    @Test
    void serverTool_takesItsTime() {
        Conversation slow = new Conversation(new Simulator(
                SimulatorSettings.builder(SEARCHER).pace(TimingProfile.PENSIVE).build()));
        List<StreamStep> steps = slow.steps(REQUEST);

        assertThat(Conversation.pauses(steps).stream().filter(p -> p.toSeconds() >= 6))
                .hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void maxTokensZero_readsThePromptAndSaysNothing() {
        String warm = REQUEST.replace("5000", "0")
                .replace("\"Go.\"", "\"" + "word ".repeat(900) + "\"")
                .replaceFirst("\\{", "{\"cache_control\":{\"type\":\"ephemeral\"},");
        Conversation one = conversation();
        JsonNode whole = one.whole(warm.replace("\"stream\":true,", ""));
        List<JsonNode> events = one.events(warm);

        assertThat(whole.path("content").isEmpty()).isTrue();
        assertThat(whole.path("stop_reason").asText()).isEqualTo("max_tokens");
        assertThat(whole.path("usage").path("output_tokens").asInt()).isZero();
        assertThat(whole.path("usage").path("cache_creation_input_tokens").asInt())
                .isGreaterThan(900);
        assertThat(Conversation.types(events))
                .containsExactly("message_start", "ping", "message_delta", "message_stop");
        assertThat(usages(events).getLast().path("cache_read_input_tokens").asInt())
                .isGreaterThan(900);
    }
}
