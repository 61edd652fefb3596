package dev.perennial.simulator.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.core.JsonValue;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.helpers.BetaMessageAccumulator;
import com.anthropic.helpers.BetaToolRunner;
import com.anthropic.models.beta.messages.BetaContentBlockParam;
import com.anthropic.models.beta.messages.BetaMessage;
import com.anthropic.models.beta.messages.BetaRawMessageStreamEvent;
import com.anthropic.models.beta.messages.BetaStopReason;
import com.anthropic.models.beta.messages.BetaToolResultBlockParam;
import com.anthropic.models.beta.messages.MessageCreateParams;
import com.fasterxml.jackson.annotation.JsonClassDescription;
import dev.perennial.simulator.LoggedRequest;
import dev.perennial.simulator.Reply;
import dev.perennial.simulator.script.ScriptBrain;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The beta side of the official SDK, with its tool runner, against the simulator. */
@Timeout(120)
final class SdkBetaTest {

    /** A tool as the SDK's users write it. */
    @JsonClassDescription("Gives the weather of a city.")
    static final class GetWeather implements Supplier<String> {

        public String city = "";

        @Override
        public String get() {
            return "Sunny in " + city;
        }
    }

    private static MessageCreateParams.Builder ask(String text) {
        return MessageCreateParams.builder()
                .model("claude-opus-5-5")
                .maxTokens(4_000)
                .addUserMessage(text);
    }

    private static String text(BetaMessage message) {
        return message.content().stream()
                .flatMap(b -> b.text().stream())
                .map(t -> t.text())
                .reduce("", String::concat);
    }

    private static ScriptBrain weatherScript() {
        return ScriptBrain.parse("""
                [{"content": [{"type": "thinking", "thinking": "The user wants to know the weather."},
                              "I will look.",
                              {"type": "tool_use", "name": "get_weather", "input": {"city": "Oslo"}}]},
                 {"when": {"tool_result_contains": "Sunny in Oslo"}, "content": "It is sunny."}]""");
    }

    @Test
    void toolRunner_roundTrip_goesOnWithoutThreadsAndEndsWithTheAnswer() {
        try (Simulated simulated = new Simulated(weatherScript())) {
            BetaToolRunner runner = simulated
                    .client()
                    .beta()
                    .messages()
                    .toolRunner(
                            ask("Weather in Oslo?").addTool(GetWeather.class).build());
            List<BetaMessage> messages = new ArrayList<>();
            runner.iterator().forEachRemaining(messages::add);

            assertThat(messages).hasSize(2);
            assertThat(messages.getFirst().stopReason()).contains(BetaStopReason.TOOL_USE);
            assertThat(text(messages.getLast())).isEqualTo("It is sunny.");
            assertThat(simulated.requests().getFirst().body().has("thread")).isTrue();
            assertThat(simulated.requests().stream().map(LoggedRequest::status)).containsExactly(400, 200, 200);
        }
    }

    @Test
    void create_brainThinks_omitsItByDefaultAndTakesItBack() {
        try (Simulated simulated = new Simulated(weatherScript())) {
            BetaMessage first = simulated
                    .client()
                    .beta()
                    .messages()
                    .create(ask("Weather?").addTool(GetWeather.class).build());
            String callId = first.content().getLast().asToolUse().id();
            BetaMessage second = simulated
                    .client()
                    .beta()
                    .messages()
                    .create(ask("Weather?")
                            .addTool(GetWeather.class)
                            .addMessage(first)
                            .addUserMessageOfContentBlockParams(
                                    List.of(BetaContentBlockParam.ofToolResult(BetaToolResultBlockParam.builder()
                                            .toolUseId(callId)
                                            .content("Sunny in Oslo")
                                            .build())))
                            .build());

            assertThat(first.validate().content().getFirst().asThinking().thinking())
                    .isEmpty();
            assertThat(first.content().getFirst().asThinking().signature().length())
                    .isGreaterThan(200);
            assertThat(text(second)).isEqualTo("It is sunny.");
        }
    }

    @Test
    void createStreaming_everyBlockType_accumulatesToTheSameContentAsWhole() {
        String content = """
                [{"content": [
                  {"type": "compaction", "content": "What was before."},
                  {"type": "thinking", "thinking": "Let me see."},
                  {"type": "redacted_thinking"},
                  {"type": "text", "text": "According to the page, water is wet.", "citations": [
                    {"type": "web_search_result_location", "cited_text": "wet", "encrypted_index": "i", "title": "Water",
                     "url": "https://example.com"}]},
                  {"type": "server_tool_use", "id": "srvtoolu_1", "name": "web_search", "input": {"query": "water"}},
                  {"type": "web_search_tool_result", "tool_use_id": "srvtoolu_1", "content": [
                    {"type": "web_search_result", "title": "Water", "url": "https://example.com",
                     "encrypted_content": "c", "page_age": null}]},
                  {"type": "mcp_tool_use", "id": "mcptoolu_1", "name": "echo", "server_name": "s", "input": {"a": 1}},
                  {"type": "mcp_tool_result", "tool_use_id": "mcptoolu_1", "is_error": false, "content": "ok"},
                  {"type": "fallback", "from": {"model": "claude-fable-5-2"}, "to": {"model": "claude-opus-5-5"},
                   "trigger": {"type": "refusal", "category": null, "explanation": null}},
                  {"type": "tool_use", "name": "write", "input": {"path": "a.txt", "lines": ["one", "two"]}}
                ]}]""";
        try (Simulated whole = new Simulated(ScriptBrain.parse(content));
                Simulated streamed = new Simulated(ScriptBrain.parse(content))) {
            BetaMessage message =
                    whole.client().beta().messages().create(ask("Go.").build());
            BetaMessageAccumulator accumulator = BetaMessageAccumulator.create();
            try (StreamResponse<BetaRawMessageStreamEvent> stream = streamed.client()
                    .beta()
                    .messages()
                    .createStreaming(ask("Go.").build())) {
                stream.stream().forEach(accumulator::accumulate);
            }

            assertThat(JsonValue.from(accumulator.message().content())).isEqualTo(JsonValue.from(message.content()));
            assertThat(accumulator.message().stopReason()).contains(BetaStopReason.TOOL_USE);
            assertThat(accumulator.message().usage().outputTokens())
                    .isEqualTo(message.usage().outputTokens());
        }
    }

    @Test
    void create_asyncBeta_answers() {
        try (Simulated simulated = new Simulated(prompt -> Reply.text("hello"))) {
            assertThat(text(simulated
                            .asyncClient()
                            .beta()
                            .messages()
                            .create(ask("x").build())
                            .join()))
                    .isEqualTo("hello");
        }
    }
}
