package dev.perennial.simulator.validation;

import static dev.perennial.simulator.validation.TestApi.USER;
import static dev.perennial.simulator.validation.TestApi.api;
import static dev.perennial.simulator.validation.TestApi.assistant;
import static dev.perennial.simulator.validation.TestApi.assuming;
import static dev.perennial.simulator.validation.TestApi.body;
import static dev.perennial.simulator.validation.TestApi.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.simulator.assume.Assumption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What histories that were made or stored elsewhere get wrong: ids, names, results, signatures. */
final class HistoryShapeTest {

    private static String turn(String id, String name, String content) {
        return body(
                USER,
                assistant("{'type':'tool_use','id':'" + id + "','name':'" + name + "','input':{}}"),
                user("{'type':'tool_result','tool_use_id':'" + id + "','content':" + content + "}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "call:1", "a b", "fc_1|2"})
    void id_ofAnotherApi_isRefused(String id) {
        assertThat(api().answer(turn(id, "x", "'ok'")))
                .isEqualTo("400 messages.1.content.0.tool_use.id: String should match pattern '^[a-zA-Z0-9_-]+$'");
        assertThat(api().answer(turn("toolu_01-A", "x", "'ok'"))).isEqualTo("200");
    }

    @Test
    void name_emptyOrTooLong_isRefused() {
        assertThat(api().answer(turn("a", "", "'ok'")))
                .isEqualTo("400 messages.1.content.0.tool_use.name: String should have at least 1 character");
        assertThat(api().answer(turn("a", "x".repeat(201), "'ok'")))
                .isEqualTo("400 messages.1.content.0.tool_use.name: String should have at most 200 characters");
        assertThat(api().answer(turn("a", "x".repeat(200), "'ok'"))).isEqualTo("200");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "[{'type':'input_text','text':'x'}] | : Input tag 'input_text' found using 'type' does not match",
                "[{'text':'x'}]                     | .type: Field required",
                "['x']                              | : Input should be a valid dictionary",
                "[{'type':'text'}]                  | .text.text: Field required"
            })
    void result_ofWrongBlocks_isRefused(String content, String message) {
        assertThat(api().answer(turn("a", "x", content)))
                .startsWith("400 messages.2.content.0.tool_result.content.0" + message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "''",
                "[]",
                "null",
                "[{'type':'text','text':'x'},{'type':'image','source':{'type':'url','url':'https://example.com/a.png'}}]",
                "[{'type':'document','source':{'type':'text','media_type':'text/plain','data':'x'}}]",
                "[{'type':'search_result','source':'s','title':'t','content':[{'type':'text','text':'x'}]}]",
                "[{'type':'tool_reference','tool_name':'x'}]"
            })
    void result_ofKnownBlocks_isAccepted(String content) {
        assertThat(api().answer(turn("a", "x", content))).isEqualTo("200");
    }

    @Test
    void thinking_withoutTheFieldForItsSignature_isRefused() {
        String unsigned =
                body(USER, assistant("{'type':'thinking','thinking':'Hm.'},{'type':'text','text':'x'}"), USER);

        assertThat(api().answer(unsigned)).isEqualTo("400 messages.1.content.0.thinking.signature: Field required");
        assertThat(assuming(Assumption.UNSIGNED_THINKING, "dropped").answer(unsigned))
                .isEqualTo("200");
    }
}
