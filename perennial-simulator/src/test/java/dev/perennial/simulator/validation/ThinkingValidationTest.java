package dev.perennial.simulator.validation;

import static dev.perennial.simulator.validation.TestApi.ANSWER;
import static dev.perennial.simulator.validation.TestApi.USER;
import static dev.perennial.simulator.validation.TestApi.answering;
import static dev.perennial.simulator.validation.TestApi.api;
import static dev.perennial.simulator.validation.TestApi.assistant;
import static dev.perennial.simulator.validation.TestApi.body;
import static dev.perennial.simulator.validation.TestApi.bodyFor;
import static dev.perennial.simulator.validation.TestApi.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.Brain;
import dev.perennial.simulator.Reply;
import dev.perennial.simulator.internal.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Modes of thinking by model, and thinking that comes back. */
final class ThinkingValidationTest {

    private static final String MANUAL = "'thinking':{'type':'enabled','budget_tokens':1024},";
    private static final Brain THINKER =
            prompt -> Reply.of(Reply.thinkingBlock("Hm, let me think."), Reply.textBlock("Done."));

    private static String thinking(String model, String thinking) {
        return bodyFor(model, "'thinking':{" + thinking + "},", USER);
    }

    @ParameterizedTest
    @CsvSource({
        "claude-opus-4-7,enabled",
        "claude-opus-5-5,enabled",
        "claude-opus-5-5,disabled",
        "claude-haiku-5-5,enabled",
        "claude-sonnet-5-5,disabled",
        "claude-fable-5-2,disabled",
        "claude-opus-5-5,between_tools"
    })
    void type_thatTheModelLacks_isRefusedWithTheDocumentedText(String model, String type) {
        String budget = type.equals("enabled") ? ",'budget_tokens':1024" : "";

        assertThat(api().answer(thinking(model, "'type':'" + type + "'" + budget)))
                .isEqualTo("400 \"thinking.type." + type + "\" is not supported for this model. Use"
                        + " \"thinking.type.adaptive\" and \"output_config.effort\" to control thinking behavior.");
    }

    @Test
    void type_adaptiveOnOldModel_isRefused() {
        assertThat(api().answer(thinking("claude-opus-4-5", "'type':'adaptive'")))
                .isEqualTo("400 adaptive thinking is not supported on this model");
    }

    @ParameterizedTest
    @CsvSource({
        "claude-opus-4-6,adaptive",
        "claude-opus-4-6,enabled",
        "claude-opus-4-5,enabled",
        "claude-opus-5,disabled",
        "claude-haiku-5-5,disabled",
        "claude-sonnet-5-5,between_tools",
        "claude-sonnet-5,disabled"
    })
    void type_thatTheModelHas_isAccepted(String model, String type) {
        String budget = type.equals("enabled") ? ",'budget_tokens':1024" : "";

        assertThat(api().answer(thinking(model, "'type':'" + type + "'" + budget)))
                .isEqualTo("200");
    }

    @ParameterizedTest
    @CsvSource({"claude-opus-5,disabled", "claude-haiku-5-5,disabled", "claude-sonnet-5-5,between_tools"})
    void type_aboveItsHighestEffort_isRefused(String model, String type) {
        String fields = "'thinking':{'type':'" + type + "'},'output_config':{'effort':'xhigh'},";

        assertThat(api().answer(bodyFor(model, fields, USER)))
                .startsWith("400 \"thinking.type." + type + "\" is only supported up to");
        assertThat(api().answer(bodyFor(model, fields.replace("xhigh", "high"), USER)))
                .isEqualTo("200");
    }

    @Test
    void budget_outOfRange_isRefused() {
        String model = "claude-opus-4-5";

        assertThat(api().answer(thinking(model, "'type':'enabled'")))
                .isEqualTo("400 thinking.enabled.budget_tokens: Field required");
        assertThat(api().answer(thinking(model, "'type':'enabled','budget_tokens':1023")))
                .isEqualTo("400 thinking.enabled.budget_tokens: Input should be greater than or equal to 1024");
        assertThat(api().answer(thinking(model, "'type':'enabled','budget_tokens':2000")))
                .isEqualTo("400 `max_tokens` must be greater than `thinking.budget_tokens`.");
        assertThat(api().answer(thinking(model, "'type':'enabled','budget_tokens':1999")))
                .isEqualTo("200");
        assertThat(api().beta("interleaved-thinking-2025-05-14")
                        .answer(thinking(model, "'type':'enabled','budget_tokens':9000")))
                .isEqualTo("200");
    }

    @Test
    void toolLoop_inManualMode_beginsWithThinking() {
        String call = "{'type':'tool_use','id':'a','name':'x','input':{}}";
        String result = user("{'type':'tool_result','tool_use_id':'a','content':'ok'}");
        String second = assistant(call.replace("'a'", "'b'"));
        String secondResult = result.replace("'a'", "'b'");

        assertThat(api().answer(bodyFor("claude-opus-4-5", MANUAL, USER, assistant(call), result)))
                .startsWith("400 messages.1.content.0.type: Expected `thinking` or `redacted_thinking`, but found"
                        + " `tool_use`.");
        assertThat(api().answer(bodyFor("claude-opus-4-5", "", USER, assistant(call), result)))
                .isEqualTo("200");
        assertThat(api().answer(bodyFor("claude-opus-4-5", MANUAL, USER, ANSWER, USER)))
                .isEqualTo("200");
        String thought = Json.write(answering(THINKER)
                        .whole(bodyFor("claude-opus-4-5", MANUAL, USER))
                        .path("content")
                        .path(0))
                .replace('"', '\'');
        assertThat(api().answer(bodyFor(
                        "claude-opus-4-5",
                        MANUAL,
                        USER,
                        assistant(thought + "," + call),
                        result,
                        second,
                        secondResult)))
                .isEqualTo("200");
    }

    @Test
    void toolLoop_afterACompaction_beginsBehindIt() {
        String thought = Json.write(answering(THINKER)
                        .whole(bodyFor("claude-opus-4-5", MANUAL, USER))
                        .path("content")
                        .path(0))
                .replace('"', '\'');
        String compaction = "{'type':'compaction','content':'Before.'},";
        String call = "{'type':'tool_use','id':'a','name':'x','input':{}}";
        String result = user("{'type':'tool_result','tool_use_id':'a','content':'ok'}");

        assertThat(api().answer(bodyFor(
                        "claude-opus-4-5", MANUAL, assistant(compaction + thought + "," + call), result)))
                .isEqualTo("200");
        assertThat(api().answer(bodyFor("claude-opus-4-5", MANUAL, assistant(compaction + call), result)))
                .startsWith("400 messages.0.content.1.type: Expected `thinking`");
    }

    @Test
    void toolLoop_withAdaptiveThinking_mayBeginWithoutIt() {
        String call = assistant("{'type':'tool_use','id':'a','name':'x','input':{}}");
        String result = user("{'type':'tool_result','tool_use_id':'a','content':'ok'}");

        assertThat(api().answer(body(USER, call, result))).isEqualTo("200");
    }

    private static ObjectNode answer(String display) {
        return (ObjectNode) answering(THINKER)
                .whole(bodyFor("claude-opus-5-5", "'thinking':{'type':'adaptive','display':'" + display + "'},", USER));
    }

    private static String sentBack(ObjectNode answer) {
        return body(USER, assistant(blocks(answer)), USER);
    }

    private static String blocks(ObjectNode answer) {
        String content = Json.write(answer.path("content")).replace('"', '\'');
        return content.substring(1, content.length() - 1);
    }

    private static ObjectNode thought(ObjectNode answer) {
        return (ObjectNode) answer.path("content").path(0);
    }

    @Test
    void thinking_unchanged_isAccepted() {
        assertThat(thought(answer("summarized")).path("thinking").asText()).isEqualTo("Hm, let me think.");
        assertThat(api().answer(sentBack(answer("summarized")))).isEqualTo("200");
    }

    @Test
    void thinking_withOtherText_cannotBeModifiedInTheLatestAnswer() {
        ObjectNode answer = answer("summarized");
        thought(answer).put("thinking", "Hm, let me drink.");

        assertThat(api().answer(sentBack(answer)))
                .isEqualTo("400 messages.1.content.0: `thinking` or `redacted_thinking` blocks in the latest assistant"
                        + " message cannot be modified. These blocks must remain as they were in the original"
                        + " response.");
        assertThat(api().answer(body(USER, assistant(blocks(answer)), USER, ANSWER, USER)))
                .isEqualTo("400 messages.1.content.0: Invalid `signature` in `thinking` block");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%%% no base64 %%%", "AAAA", "tampered"})
    void thinking_withABadSignature_isRefused(String signature) {
        ObjectNode answer = answer("summarized");
        String genuine = thought(answer).path("signature").asText();
        String tampered = (genuine.startsWith("B") ? "C" : "B") + genuine.substring(1);
        thought(answer).put("signature", signature.equals("tampered") ? tampered : signature);

        assertThat(api().answer(sentBack(answer)))
                .isEqualTo("400 messages.1.content.0: Invalid `signature` in `thinking` block");
    }

    @Test
    void thinking_omitted_itsTextIsIgnored() {
        ObjectNode answer = answer("omitted");

        assertThat(thought(answer).path("thinking").asText()).isEmpty();
        assertThat(api().answer(sentBack(answer))).isEqualTo("200");
        thought(answer).put("thinking", "something else");
        assertThat(api().answer(sentBack(answer))).isEqualTo("200");
    }

    @Test
    void redactedThinking_withOtherData_isRefused() {
        ObjectNode redacted = Json.object().put("type", "redacted_thinking");
        ObjectNode answer = (ObjectNode) answering(prompt -> Reply.of(redacted, Reply.textBlock("Done.")))
                .whole(body(USER));

        assertThat(api().answer(sentBack(answer))).isEqualTo("200");
        thought(answer).put("data", "c29tZXRoaW5n");
        assertThat(api().answer(sentBack(answer)))
                .isEqualTo("400 messages.1.content.0: Invalid `data` in `redacted_thinking` block");
    }

    @Test
    void thinking_ofAnotherSeed_isForged() {
        assertThat(api().answer(sentBack(answer("omitted")).replace("'signature':'", "'signature':'AAAA")))
                .contains("Invalid `signature`");
    }
}
