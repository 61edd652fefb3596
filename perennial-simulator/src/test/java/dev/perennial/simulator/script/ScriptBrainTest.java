package dev.perennial.simulator.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.ApiErrorException;
import dev.perennial.simulator.Prompt;
import dev.perennial.simulator.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScriptBrainTest {

    private static Prompt ask(String user) {
        ObjectNode request = JsonNodeFactory.instance.objectNode().put("model", "claude-opus-5-5");
        request.put("system", "You are a gardener.");
        request.putArray("messages").addObject().put("role", "user").put("content", user);
        return new Prompt(request, 1);
    }

    private static String text(Reply reply) {
        return reply.content().getFirst().path("text").asText();
    }

    @Test
    void reply_entries_areGivenInOrder() {
        ScriptBrain brain = ScriptBrain.parse("[\"one\", {\"content\": \"two\"}, {\"content\": [\"three\"]}]");

        assertThat(text(brain.reply(ask("a")))).isEqualTo("one");
        assertThat(text(brain.reply(ask("a")))).isEqualTo("two");
        assertThat(text(brain.reply(ask("a")))).isEqualTo("three");
    }

    @Test
    void reply_toolUse_stopsWithToolUseUnlessToldOtherwise() {
        String call = "{\"type\":\"tool_use\",\"name\":\"bash\",\"input\":{\"command\":\"ls\"}}";
        ScriptBrain brain = ScriptBrain.parse("[{\"content\": [\"Look:\", " + call + "]}," + "{\"content\": [" + call
                + "], \"stop_reason\": \"max_tokens\", \"extras\": {\"container\": null}}]");

        Reply first = brain.reply(ask("a"));
        Reply second = brain.reply(ask("a"));

        assertThat(first.stopReason()).isEqualTo("tool_use");
        assertThat(first.content().get(1).path("input").path("command").asText())
                .isEqualTo("ls");
        assertThat(second.stopReason()).isEqualTo("max_tokens");
        assertThat(second.extras().has("container")).isTrue();
    }

    @Test
    void reply_conditions_chooseTheFirstEntryThatFits() {
        ScriptBrain brain = ScriptBrain.parse("""
                [{"when": {"last_user_contains": "roses", "system_contains": "gardener"}, "content": "red"},
                 {"when": {"last_user_contains": "roses", "model": "other"}, "content": "never"},
                 "anything"]""");

        assertThat(text(brain.reply(ask("violets?")))).isEqualTo("anything");
        assertThat(text(brain.reply(ask("roses?")))).isEqualTo("red");
        assertThatThrownBy(() -> brain.reply(ask("roses?")))
                .hasMessageContaining("`when` of none of the 1 entries left");
    }

    @Test
    void reply_toolResultCondition_looksIntoTheLastMessage() {
        ScriptBrain brain =
                ScriptBrain.parse("[{\"when\": {\"tool_result_contains\": \"42\"}, \"content\": \"seen\"}]");
        Prompt prompt = ask("x");
        prompt.request()
                .withArray("messages")
                .addObject()
                .put("role", "user")
                .putArray("content")
                .addObject()
                .put("type", "tool_result")
                .put("content", "it is 42");

        assertThatThrownBy(() -> brain.reply(ask("42"))).isInstanceOf(ApiErrorException.class);
        assertThat(text(brain.reply(prompt))).isEqualTo("seen");
    }

    @Test
    void reply_errorEntry_isThrown() {
        ScriptBrain brain = ScriptBrain.parse(
                "[{\"error\": {\"status\": 529, \"type\": \"overloaded_error\", \"message\": \"Overloaded\"}}]");

        assertThatThrownBy(() -> brain.reply(ask("a")))
                .isInstanceOfSatisfying(
                        ApiErrorException.class,
                        e -> assertThat(e.error().status()).isEqualTo(529));
    }

    @Test
    void reply_scriptUsedUp_saysWhichRequestAndWhatToDo() {
        ScriptBrain brain = ScriptBrain.of(Reply.text("only"));
        brain.reply(ask("a"));

        assertThatThrownBy(() -> brain.reply(ask("b")))
                .isInstanceOf(ApiErrorException.class)
                .hasMessage("The script has no reply for request 2: all its 1 entries are used. Add an entry.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{}                                             | a script is a JSON array",
                "[                                              | line 1: no valid JSON",
                "[\"ok\", 7]                                    | script, entry 2: has to be an object, is 7.",
                "[{\"contents\": \"x\"}]                        | unknown field `contents`; it may have content, error",
                "[{}]                                           | entry 1: give it either `content` or `error`",
                "[{\"content\": 3}]                             | entry 1, content: has to be a string or an array",
                "[{\"content\": [{\"text\": \"x\"}]}]           | entry 1, content, block 1, type: has to be a string",
                "[{\"content\": [{\"type\":\"tool_use\",\"name\":\"b\"}]}] | block 1, input: has to be an object, is missing",
                "[{\"content\": [\"a\", \"\"]}]                 | entry 1, content, block 2: must not be empty",
                "[{\"content\": []}]                          | entry 1, content: must not be empty; give it at least one",
                "[{\"content\": \"a\", \"when\": {\"moon\": \"full\"}}] | entry 1, when: unknown field `moon`",
                "[{\"content\": \"a\", \"stop_reason\": 1}]     | entry 1, stop_reason: has to be a string, is 1.",
                "[{\"error\": {\"status\": 200}}]               | entry 1, error, status: has to be a number from 400",
            })
    void parse_badScript_namesPlaceAndWayOut(String script, String complaint) {
        assertThatThrownBy(() -> ScriptBrain.parse(script))
                .isInstanceOf(ScriptException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void read_file_isParsedAndNamedInComplaints(@TempDir Path folder) throws Exception {
        Path good = Files.writeString(folder.resolve("good.json"), "[\"from a file\"]");
        Path bad = Files.writeString(folder.resolve("bad.json"), "[1]");

        assertThat(text(ScriptBrain.read(good).reply(ask("a")))).isEqualTo("from a file");
        assertThatThrownBy(() -> ScriptBrain.read(bad)).hasMessageContaining("bad.json, entry 1");
        assertThatThrownBy(() -> ScriptBrain.read(folder.resolve("none.json")))
                .isInstanceOf(ScriptException.class)
                .hasMessageContaining("none.json");
    }
}
