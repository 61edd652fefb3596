package dev.perennial.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.AnthropicClient;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.client.ClientFactory;
import dev.perennial.client.ClientSettings;
import dev.perennial.client.MessageStream;
import dev.perennial.client.RawMessages;
import dev.perennial.simulator.Reply;
import dev.perennial.simulator.SimulatorServer;
import dev.perennial.simulator.SimulatorSettings;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class CacheBreakpointsTest {

    private static final String CONTROL = "\"cache_control\":{\"type\":\"ephemeral\"}";
    private static final int REQUESTS = 6;

    @Test
    void in_longConversation_marksTheSystemPromptAndTheLastTurnsOfTheUser() {
        ObjectNode request = Events.block("{\"system\":\"Be brief.\"," + CONTROL + ",\"messages\":["
                + user("one") + "," + assistant() + "," + user("two") + "," + assistant() + "," + user("three") + ","
                + assistant() + "," + user("four") + "]}");
        String before = request.toString();

        ObjectNode marked = CacheBreakpoints.in(request);

        assertThat(marked.path("system").path(0).path("text").asText()).isEqualTo("Be brief.");
        assertThat(marked.findParents("cache_control")).hasSize(4);
        assertThat(marks(marked)).containsExactly(false, false, true, false, true, false, false);
        assertThat(request.toString()).isEqualTo(before);
    }

    @Test
    void in_requestThatIsNotCached_staysAsItIs() {
        ObjectNode request = Events.block("{\"system\":\"Be brief.\",\"messages\":[" + user("one") + "," + assistant()
                + "," + user("two") + "]}");

        assertThat(CacheBreakpoints.in(request)).isEqualTo(request);
    }

    private static String seen(String data) {
        return "{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"t\",\"content\":["
                + "{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"data\":\"" + data + "\"}}]}]}";
    }

    private static ObjectNode conversation(String... messages) {
        return Events.block("{\"model\":\"m\"," + CONTROL + ",\"messages\":[" + String.join(",", messages) + "]}");
    }

    @Test
    void in_imagesGoAlong_marksTheTurnBeforeTheFirstOfThem() {
        ObjectNode request = conversation(
                user("one"),
                assistant(),
                user("two"),
                assistant(),
                seen("A"),
                assistant(),
                seen("B"),
                assistant(),
                user("three"));

        assertThat(marks(CacheBreakpoints.in(request)))
                .containsExactly(false, false, true, false, false, false, true, false, false);
    }

    @Test
    void in_requestBeforeHadImagesThatAreLeftOut_marksWhereBothAgree() {
        ObjectNode before =
                conversation(user("one"), assistant(), seen("A"), assistant(), seen("B"), assistant(), seen("C"));
        ObjectNode request = conversation(
                user("one"),
                assistant(),
                user("A"),
                assistant(),
                user("B"),
                assistant(),
                seen("C"),
                assistant(),
                seen("D"));

        assertThat(marks(CacheBreakpoints.in(request, before)))
                .containsExactly(true, false, false, false, true, false, false, false, false);
    }

    @Test
    void in_emptyTexts_areNotMarked() {
        ObjectNode request = Events.block("{\"system\":\"\"," + CONTROL + ",\"messages\":[" + user(" ") + ","
                + assistant() + "," + user("two") + "]}");

        assertThat(CacheBreakpoints.in(request)).isEqualTo(request);
    }

    private static List<Boolean> marks(ObjectNode request) {
        return Stream.iterate(0, at -> at + 1)
                .limit(request.path("messages").size())
                .map(at -> request.path("messages").path(at).path("content").findValue("cache_control") != null)
                .toList();
    }

    private static String user(String text) {
        return "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"" + text + "\"}]}";
    }

    private static String assistant() {
        return "{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"yes\"}]}";
    }

    /** The API looks back 20 blocks: what 30 calls and their results put between two requests is more. */
    @ParameterizedTest
    @ValueSource(ints = {1, 30})
    void session_manyCallsInEachAnswer_everyPromptIsReadFromTheCache(int calls) {
        SimulatorSettings settings = SimulatorSettings.builder(prompt -> reply(prompt.messages(), calls))
                .build();
        try (SimulatorServer server = SimulatorServer.start(settings)) {
            AnthropicClient client = ClientFactory.create(ClientSettings.builder()
                    .baseUrl(server.baseUrl().toString())
                    .environment(Map.of())
                    .apiKey("test")
                    .build());
            List<Attempt> attempts = attempts(client);
            client.close();

            assertThat(attempts).hasSize(REQUESTS);
            for (int i = 1; i < REQUESTS; i++) {
                assertThat(attempts.get(i).usage().cacheRead())
                        .isEqualTo(attempts.get(i - 1).usage().prompt());
            }
        }
    }

    private static List<Attempt> attempts(AnthropicClient client) {
        MessageSource source = conversation -> MessageStream.open(client, RawMessages.params(request(conversation)));
        try (Session session = Session.open(
                new SessionSettings("s-1", "/", "claude-opus-5-5", true, 99),
                source,
                List.of(new Look()),
                (seq, event) -> {},
                System::nanoTime)) {
            return session.run("Look at all of them").attempts();
        }
    }

    private static ObjectNode request(ObjectNode conversation) {
        ObjectNode body = Events.block("{\"model\":\"claude-opus-5-5\",\"max_tokens\":20000," + CONTROL + "}");
        body.put("system", "You are an agent with tools. ".repeat(400));
        return CacheBreakpoints.in(body.setAll(conversation));
    }

    private static Reply reply(List<JsonNode> messages, int calls) {
        long answers = messages.stream()
                .filter(message -> message.path("role").asText().equals("assistant"))
                .count();
        return answers == REQUESTS - 1
                ? Reply.text("All of them are fine.")
                : Reply.of(Stream.generate(() -> Reply.toolUseBlock("look", JsonNodeFactory.instance.objectNode()))
                        .limit(calls)
                        .toArray(ObjectNode[]::new));
    }

    private record Look() implements Tool {

        @Override
        public ToolDefinition definition() {
            ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", "look");
            json.putObject("input_schema").put("type", "object");
            return new ToolDefinition("look", json);
        }

        @Override
        public ToolResult run(ToolCall call, ToolOutput output) {
            return ToolResult.text("It is red.");
        }
    }
}
