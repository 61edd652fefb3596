package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.anthropic.client.AnthropicClient;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.client.Turn.Ending;
import dev.perennial.simulator.LoggedRequest;
import dev.perennial.simulator.Reply;
import dev.perennial.simulator.SimulatorSettings;
import dev.perennial.testkit.SimulatorExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conversations of several turns, against the simulator, which refuses what the API refuses. */
@Timeout(60)
class ConversationTest {

    private static final String LONG_TEXT =
            "The river rose in the night, and by morning the bridge was gone. ".repeat(6);

    /** What a tool of these tests takes. */
    record City(@JsonPropertyDescription("Its name") String name) {}

    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();

    @RegisterExtension
    final SimulatorExtension simulator = SimulatorExtension.withSettings(() -> SimulatorSettings.builder(
                    prompt -> replies.isEmpty() ? Reply.text("You said: " + prompt.lastUserText()) : replies.remove())
            .build());

    private final List<AnthropicClient> clients = new ArrayList<>();

    @AfterEach
    void close() {
        clients.forEach(AnthropicClient::close);
    }

    @Test
    void say_twice_sendsTheWholeConversation() {
        Conversation conversation = with().system("Be brief.").build();
        StringBuilder shown = new StringBuilder();

        conversation.say("Hi, I'm Alice", shown::append);
        Turn second = conversation.say("What's my name?", shown::append);

        assertThat(second.isWhole()).isTrue();
        assertThat(second.text()).isEqualTo("You said: What's my name?");
        assertThat(shown).hasToString("You said: Hi, I'm AliceYou said: What's my name?");
        JsonNode last = simulator.requests().getLast().body();
        assertThat(last.path("system").asText()).isEqualTo("Be brief.");
        assertThat(last.path("messages"))
                .extracting(message -> message.path("role").asText())
                .containsExactly("user", "assistant", "user");
    }

    @Test
    void say_history_onlyGrows_byteForByte() {
        replies.add(Reply.of(Reply.textBlock("Let me see."), exact(call("a", "Oslo")), call("b", "Rome")));
        replies.add(Reply.of(Reply.thinkingBlock("Both are warm."), Reply.textBlock("Warm.")));
        Conversation conversation =
                with().tool(weather(city -> "warm in " + city.name())).build();

        conversation.say("Where is it warm?");
        conversation.say("And tomorrow?");

        List<String> sent =
                simulator.requests().stream().map(ConversationTest::prefix).toList();
        assertThat(sent).hasSize(3);
        assertThat(sent.get(1)).startsWith(sent.get(0));
        assertThat(sent.get(2)).startsWith(sent.get(1));
        assertThat(sent.get(1)).contains("\"degrees\":1.25");
    }

    @Test
    void history_fieldsThatNobodyKnows_areKept() {
        ObjectNode block = Reply.textBlock("Hello");
        block.set("unheard_of", RawMessages.parse("{\"n\":1.10}"));
        replies.add(Reply.of(block));
        Conversation conversation = with().build();

        conversation.say("Hello");

        assertThat(conversation.history().getLast().toString()).contains("\"unheard_of\":{\"n\":1.10}");
    }

    @Test
    void tools_parallelCalls_runSideBySideWithResultsInOrder() {
        CyclicBarrier together = new CyclicBarrier(2);
        replies.add(Reply.of(call("a", "Oslo"), call("b", "Rome")));
        Conversation conversation = with().tool(weather(city -> {
                    together.await(30, TimeUnit.SECONDS);
                    return city.name() + " is warm";
                }))
                .build();

        Turn turn = conversation.say("Where is it warm?");

        assertThat(turn.isWhole()).isTrue();
        assertThat(turn.requests()).isEqualTo(2);
        JsonNode results = simulator.requests().getLast().body().at("/messages/2/content");
        assertThat(results).extracting(r -> r.path("tool_use_id").asText()).containsExactly("toolu_a", "toolu_b");
        assertThat(results).extracting(r -> r.path("content").asText()).containsExactly("Oslo is warm", "Rome is warm");
        assertThat(results).noneMatch(r -> r.path("is_error").asBoolean());
    }

    @Test
    void tools_schema_isThatOfTheRecord() {
        with().tool(weather(City::name)).build().say("Hello");

        JsonNode tool = simulator.requests().getLast().body().at("/tools/0");
        assertThat(tool.path("name").asText()).isEqualTo("get_weather");
        assertThat(tool.at("/input_schema/properties/name/type").asText()).isEqualTo("string");
        assertThat(tool.at("/input_schema/properties/name/description").asText())
                .isEqualTo("Its name");
        assertThat(tool.at("/input_schema/required/0").asText()).isEqualTo("name");
    }

    @Test
    void tools_failing_isAnErrorResultAndTheTurnGoesOn() {
        replies.add(Reply.of(call("a", "Oslo")));
        Conversation conversation = with().tool(weather(city -> {
                    throw new IllegalStateException("no such city: " + city.name());
                }))
                .build();

        assertThat(conversation.say("Where is it warm?").isWhole()).isTrue();
        assertThat(result().path("is_error").asBoolean()).isTrue();
        assertThat(result().path("content").asText()).contains("no such city: Oslo");
    }

    @Test
    void tools_unknownOrUnfitCall_isAnErrorResult() {
        replies.add(Reply.of(toolUse("a", "fly", Json.emptyObject())));
        replies.add(Reply.of(
                toolUse("b", "get_weather", Json.emptyObject().put("name", "x").put("extra", 1))));
        Conversation conversation = with().tool(weather(City::name)).build();

        conversation.say("Where is it warm?");

        JsonNode messages = simulator.requests().getLast().body().path("messages");
        assertThat(messages.at("/2/content/0/content").asText()).contains("no tool `fly`", "get_weather");
        assertThat(messages.at("/4/content/0/is_error").asBoolean()).isTrue();
        assertThat(messages.at("/4/content/0/content").asText()).contains("does not fit");
    }

    @Test
    void tools_sameNameTwice_isRefused() {
        ConversationBuilder twice = with().tool(weather(City::name)).tool(weather(City::name));

        assertThatThrownBy(twice::build).hasMessageContaining("get_weather");
    }

    @Test
    void maxTokens_text_isNoWholeAnswer_andGoesOn() {
        replies.add(Reply.text(LONG_TEXT));
        Conversation conversation = with().maxTokens(20).build();

        Turn cut = conversation.say("Tell me a story");
        Turn rest = conversation.goOn(piece -> {});

        assertThat(cut.ending()).isEqualTo(Ending.OUTPUT_LIMIT);
        assertThat(cut.isWhole()).isFalse();
        assertThat(LONG_TEXT).startsWith(cut.text());
        assertThat(rest.text()).startsWith("You said: Your answer was cut off.");
    }

    @Test
    void maxTokens_inACall_isNeverRun() {
        replies.add(new Reply(List.of(call("a", "Oslo"), call("b", LONG_TEXT)), "max_tokens", Json.emptyObject()));
        List<String> asked = new ArrayList<>();
        Conversation conversation = with().tool(weather(city -> {
                    asked.add(city.name());
                    return "warm";
                }))
                .build();

        conversation.say("Where is it warm?");

        assertThat(asked).containsExactly("Oslo");
        JsonNode results = simulator.requests().getLast().body().at("/messages/2/content");
        assertThat(results.at("/0/content").asText()).isEqualTo("warm");
        assertThat(results.at("/1/is_error").asBoolean()).isTrue();
    }

    /** The simulator refuses a call without a result, as the API does. */
    @ParameterizedTest
    @ValueSource(strings = {"end_turn", "stop_sequence", "model_context_window_exceeded"})
    void callThatTheAnswerDoesNotEndWith_isNotRun_andTheConversationGoesOn(String stopReason) {
        replies.add(new Reply(List.of(call("a", "Oslo"), call("b", "Rome")), stopReason, Json.emptyObject()));
        List<String> asked = new ArrayList<>();
        Conversation conversation = with().tool(weather(city -> {
                    asked.add(city.name());
                    return "warm";
                }))
                .build();

        Turn odd = conversation.say("Where is it warm?");
        Turn next = conversation.say("And now?");

        assertThat(odd.requests()).isEqualTo(1);
        assertThat(next.isWhole()).isTrue();
        assertThat(asked).isEmpty();
        JsonNode results = simulator.requests().getLast().body().at("/messages/2/content");
        assertThat(results)
                .extracting(r -> r.path("type").asText())
                .containsExactly("tool_result", "tool_result", "text");
        assertThat(results.at("/1/is_error").asBoolean()).isTrue();
    }

    @Test
    void pauseTurn_isSentBackAsItIs() {
        ObjectNode search = Json.emptyObject()
                .put("type", "server_tool_use")
                .put("id", "srvtoolu_1")
                .put("name", "web_search");
        search.putObject("input").put("query", "numbers");
        replies.add(new Reply(List.of(Reply.textBlock("One, "), search), "pause_turn", Json.emptyObject()));
        replies.add(Reply.text("two."));
        Conversation conversation = with().build();

        Turn turn = conversation.say("Count");

        assertThat(turn.text()).isEqualTo("One, two.");
        assertThat(conversation.history()).hasSize(2);
        assertThat(conversation.history().getLast().path("content")).hasSize(3);
    }

    @Test
    void refusal_isToldAndNoPartOfTheConversation() {
        ObjectNode details = Json.emptyObject();
        details.putObject("stop_details")
                .put("type", "refusal")
                .put("category", "bio")
                .put("explanation", "Not that.");
        Conversation conversation = with().build();
        conversation.say("Hello");
        List<ObjectNode> before = conversation.history();
        replies.add(new Reply(List.of(Reply.textBlock("I would")), "refusal", details));

        Turn refused = conversation.say("Do something bad");

        assertThat(refused.ending()).isEqualTo(Ending.REFUSED);
        assertThat(refused.refusal()).contains("Not that.");
        assertThat(before).isEqualTo(conversation.history());
    }

    @Test
    void maxRequests_endlessCalls_endTheTurn() {
        for (int i = 0; i < 5; i++) {
            replies.add(Reply.of(call("c" + i, "Oslo")));
        }
        Conversation conversation =
                with().tool(weather(City::name)).maxRequests(3).build();

        Turn spent = conversation.say("Where is it warm?");
        Turn end = conversation.goOn(piece -> {});

        assertThat(spent.ending()).isEqualTo(Ending.REQUESTS_SPENT);
        assertThat(spent.requests()).isEqualTo(3);
        assertThat(end.isWhole()).isTrue();
        assertThat(end.requests()).isEqualTo(3);
    }

    @Test
    void brokenAnswer_kept_isGoneOnFrom() {
        replies.add(Reply.of(Reply.thinkingBlock("I think."), Reply.textBlock(LONG_TEXT), call("a", "Oslo")));
        Conversation conversation = Conversation.with(client("/fault/eof@text:100"), "claude-opus-5-5")
                .tool(weather(City::name))
                .build();

        MessageStreamException broken =
                catchThrowableOfType(MessageStreamException.class, () -> conversation.say("Tell me a story"));
        boolean kept = conversation.keep(broken);
        conversation.goOn(piece -> {});

        assertThat(kept).isTrue();
        JsonNode messages = simulator.requests().getLast().body().path("messages");
        assertThat(messages).hasSize(3);
        assertThat(LONG_TEXT).startsWith(messages.at("/1/content/1/text").asText("no text"));
        assertThat(messages.at("/2/content/0/text").asText()).contains("Go on exactly");
    }

    @ParameterizedTest
    @CsvSource({"eof@tool_input:5", "eof@thinking:5"})
    void brokenBlock_thatTheApiWouldRefuse_isNotKept(String fault) {
        replies.add(Reply.of(Reply.thinkingBlock(LONG_TEXT), call("a", LONG_TEXT)));
        Conversation conversation = Conversation.with(client("/fault/" + fault), "claude-opus-5-5")
                .tool(weather(City::name))
                .field("thinking", RawMessages.parse("{\"type\":\"adaptive\",\"display\":\"summarized\"}"))
                .build();

        MessageStreamException broken =
                catchThrowableOfType(MessageStreamException.class, () -> conversation.say("Where is it warm?"));

        assertThat(conversation.keep(broken)).isFalse();
        assertThat(conversation.goOn(piece -> {}).text()).isEqualTo("You said: Where is it warm?");
    }

    @Test
    void history_storedAndTakenUp_goesOn() {
        Conversation first = with().build();
        first.say("Hello");

        Conversation second = with().history(first.history()).build();
        second.say("Again");

        assertThat(simulator.requests().getLast().body().path("messages")).hasSize(3);
    }

    @Test
    void say_blank_isRefusedHere() {
        assertThatThrownBy(() -> with().build().say(" \n")).hasMessageContaining("blank");
    }

    @Test
    void goOn_beforeAnything_isRefusedHere() {
        assertThatThrownBy(() -> with().build().goOn(piece -> {})).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void field_thatIsTheConversations_isRefused() {
        assertThatThrownBy(() -> with().field("messages", Json.emptyObject())).hasMessageContaining("`messages`");
    }

    private ConversationBuilder with() {
        return Conversation.with(client(""), "claude-opus-5-5");
    }

    private AnthropicClient client(String path) {
        AnthropicClient client = ClientFactory.create(ClientSettings.builder()
                .baseUrl(simulator.baseUrl() + path)
                .apiKey("test-key")
                .maxRetries(0)
                .environment(Map.of())
                .build());
        clients.add(client);
        return client;
    }

    private static ToolFunction weather(ToolFunction.Body<City> body) {
        return ToolFunction.of("get_weather", "Tells the weather", City.class, body);
    }

    private JsonNode result() {
        return simulator.requests().getLast().body().at("/messages/2/content/0");
    }

    private static ObjectNode call(String id, String city) {
        return toolUse(id, "get_weather", Json.emptyObject().put("name", city));
    }

    private static ObjectNode toolUse(String id, String name, ObjectNode input) {
        return Reply.toolUseBlock(name, input).put("id", "toolu_" + id);
    }

    /** Numbers have to keep their form. */
    private static ObjectNode exact(ObjectNode call) {
        ((ObjectNode) call.path("input"))
                .set("degrees", RawMessages.parse("{\"n\":1.25}").get("n"));
        return call;
    }

    /** The messages of a request as they were sent, without what closes them. */
    private static String prefix(LoggedRequest request) {
        String messages = request.body().path("messages").toString();
        return messages.substring(0, messages.length() - "]}]".length());
    }
}
