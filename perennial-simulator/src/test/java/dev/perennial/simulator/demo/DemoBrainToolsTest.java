package dev.perennial.simulator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.Prompt;
import dev.perennial.simulator.Reply;
import dev.perennial.simulator.demo.Workshop.Offer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoBrainToolsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WEATHER = """
            {"name":"get_weather","description":"Current weather of a city","input_schema":{"type":"object","required":["city","unit","days"],
             "properties":{"city":{"type":"string"},"unit":{"type":"string","enum":["celsius","fahrenheit"]},"days":{"type":"integer","minimum":1}}}}""";

    @TempDir
    Path folder;

    private final DemoBrain brain = new DemoBrain();

    @Test
    void reportedModel_anyId_saysSimulatedOnce() {
        assertThat(brain.reportedModel("claude-x")).isEqualTo("simulated-claude-x");
        assertThat(brain.reportedModel("simulated-claude-x")).isEqualTo("simulated-claude-x");
    }

    @Test
    void customTool_matchingRequest_isCalledWithWordsOfTheRequest() {
        Workshop workshop = new Workshop(folder)
                .custom(WEATHER, input -> "12 degrees in " + input.path("city").asText());

        String answer = workshop.ask("What is the weather in Paris in fahrenheit for the next 3 days?");

        assertThat(workshop.calls)
                .singleElement()
                .satisfies(call -> assertThat(call.path("input").toString())
                        .isEqualTo("{\"city\":\"Paris\",\"unit\":\"fahrenheit\",\"days\":3}"));
        assertThat(answer).contains("12 degrees in Paris");
    }

    @Test
    void customShell_namedBash_isUsedAsShell() {
        Workshop workshop = new Workshop(folder)
                .custom(
                        "{\"name\":\"shell\",\"input_schema\":{\"type\":\"object\",\"properties\":{\"command\":{\"type\":\"string\"}},\"required\":[\"command\"]}}",
                        input -> "a.txt\n");

        assertThat(workshop.ask("list files")).contains("a.txt");
        assertThat(workshop.calls.getFirst().path("input").path("command").asText())
                .contains("ls");
    }

    @Test
    void noTools_requestForFiles_saysThatToolsAreMissing() {
        Workshop workshop = new Workshop(folder);

        assertThat(workshop.ask("Count the lines of Java")).contains("without tools");
        assertThat(workshop.ask("what is 6 * 7?")).contains("42");
        assertThat(workshop.calls).isEmpty();
    }

    @Test
    void editorOnly_writeTwice_replacesTheText() {
        Workshop workshop = new Workshop(folder, Offer.EDITOR);

        workshop.ask("write 'one' to a.txt");
        assertThat(workshop.ask("write 'two' to a.txt")).contains("`a.txt`");
        assertThat(workshop.read("a.txt").strip()).isEqualTo("two");
        assertThat(workshop.ask("run `date`")).contains("needs a shell");
    }

    @Test
    void toolError_isReported() {
        Workshop workshop = new Workshop(folder, Offer.BASH);
        workshop.ask("run `true`");

        assertThat(new Workshop(Path.of("/nonexistent-folder"), Offer.BASH).ask("run `true`"))
                .contains("did not work");
    }

    @Test
    void toolChoice_noneOrForced_isRespected() throws IOException {
        assertThat(reply("list files", ",\"tool_choice\":{\"type\":\"none\"}").stopReason())
                .isEqualTo("end_turn");
        Reply forced = reply("hello", ",\"tool_choice\":{\"type\":\"tool\",\"name\":\"get_weather\"}");
        assertThat(forced.stopReason()).isEqualTo("tool_use");
        assertThat(forced.content().getLast().path("input").path("unit").asText())
                .isEqualTo("celsius");
        assertThat(reply("hello", ",\"tool_choice\":{\"type\":\"any\"}").stopReason())
                .isEqualTo("tool_use");
    }

    @Test
    void outputFormat_schema_getsAValueOfIt() throws IOException {
        Reply reply = reply(
                "what is 6*7?",
                ",\"output_config\":{\"format\":{\"type\":\"json_schema\",\"schema\":{\"type\":\"object\",\"required\":[\"answer\",\"ok\",\"tags\"],\"properties\":{\"answer\":{\"type\":\"string\"},\"ok\":{\"type\":\"boolean\"},\"tags\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}}}}}}");

        var value = JSON.readTree(reply.content().getLast().path("text").asText());

        assertThat(value.path("answer").asText()).contains("42");
        assertThat(value.path("ok").isBoolean()).isTrue();
        assertThat(value.path("tags").isArray()).isTrue();
    }

    @Test
    void story_askedLength_isMetAndRepeatable() throws IOException {
        for (int words : new int[] {150, 2_000, 20_000}) {
            String story = text(reply("Write a " + words + " word story about a river", ""));

            assertThat(Prose.words(story)).isBetween(words * 9 / 10, words * 11 / 10);
            assertThat(text(reply("Write a " + words + " word story about a river", "")))
                    .isEqualTo(story);
            assertThat(story).contains("river").doesNotContain("{").doesNotContain("}");
        }
    }

    @Test
    void prefill_partOfTheAnswer_isContinued() throws IOException {
        String story = text(reply("Tell me a story", ""));
        String begun = story.substring(0, 400).stripTrailing();
        ObjectNode request = request("Tell me a story", "");
        request.withArray("messages").addObject().put("role", "assistant").put("content", begun);

        assertThat(begun + text(brain.reply(new Prompt(request, 3)))).isEqualTo(story);
    }

    @Test
    void unknown_request_isAnsweredHonestly() throws IOException {
        assertThat(text(reply("What do you think of Kant?", "")))
                .contains("simulator")
                .contains("ANTHROPIC_API_KEY");
    }

    private Reply reply(String text, String more) throws IOException {
        return brain.reply(new Prompt(request(text, more), 3));
    }

    private static ObjectNode request(String text, String more) throws IOException {
        return (ObjectNode) JSON.readTree("{\"model\":\"m\",\"tools\":[" + WEATHER
                + "],\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]" + more + "}");
    }

    private static String text(Reply reply) {
        return reply.content().getLast().path("text").asText();
    }
}
