package dev.perennial.simulator.validation;

import static dev.perennial.simulator.validation.TestApi.ANSWER;
import static dev.perennial.simulator.validation.TestApi.USER;
import static dev.perennial.simulator.validation.TestApi.answering;
import static dev.perennial.simulator.validation.TestApi.api;
import static dev.perennial.simulator.validation.TestApi.assistant;
import static dev.perennial.simulator.validation.TestApi.assuming;
import static dev.perennial.simulator.validation.TestApi.body;
import static dev.perennial.simulator.validation.TestApi.bodyFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.Reply;
import dev.perennial.simulator.assume.Assumption;
import dev.perennial.simulator.assume.Assumptions;
import dev.perennial.simulator.internal.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each assumption that a rule depends on, in both answers. */
final class AssumptionTest {

    private static final String HALF = "{'type':'text','text':'The third step is to op'}";

    private static String thinking(String model) {
        JsonNode answer = answering(prompt -> Reply.of(Reply.thinkingBlock("Hm."), Reply.textBlock("Done.")))
                .whole(bodyFor(model, "", USER));
        return Json.write(answer.path("content").path(0)).replace('"', '\'');
    }

    @Test
    void partialTurn() {
        String request = body(USER, assistant(thinking("claude-opus-5-5") + "," + HALF), USER);

        assertThat(api().answer(request)).isEqualTo("200");
        assertThat(assuming(Assumption.PARTIAL_TURN, "refused").answer(request)).startsWith("400 messages.1");
        assertThat(assuming(Assumption.PARTIAL_TURN, "refused").answer(body(USER, ANSWER, USER)))
                .isEqualTo("200");
    }

    @Test
    void partialTurnWithoutThinking() {
        String request = body(USER, assistant(HALF), USER);
        TestApi strict = assuming(Assumption.PARTIAL_TURN_WITHOUT_THINKING, "refused");

        assertThat(api().answer(request)).isEqualTo("200");
        assertThat(strict.answer(request)).contains("Expected `thinking` or `redacted_thinking`, but found `text`");
        assertThat(strict.answer(bodyFor("claude-opus-4-8", "", USER, assistant(HALF), USER)))
                .isEqualTo("200");
    }

    @Test
    void latestThinkingLeftOut() {
        List<String> blocks = new ArrayList<>();
        answering(prompt ->
                        Reply.of(Reply.thinkingBlock("One."), Reply.thinkingBlock("Two."), Reply.textBlock("Done.")))
                .whole(body(USER))
                .path("content")
                .forEach(block -> blocks.add(Json.write(block).replace('"', '\'')));
        String whole = body(USER, assistant(String.join(",", blocks)), USER);
        String left = body(USER, assistant(String.join(",", blocks.subList(1, 3))), USER);
        String split = body(USER, assistant(blocks.get(0)), assistant(blocks.get(1) + "," + blocks.get(2)), USER);
        TestApi strict = assuming(Assumption.LATEST_THINKING_LEFT_OUT, "refused");

        assertThat(api().answer(left)).isEqualTo("200");
        assertThat(strict.answer(left))
                .startsWith("400 messages.1.content.0: `thinking` or `redacted_thinking` blocks");
        assertThat(strict.answer(whole)).isEqualTo("200");
        assertThat(strict.answer(split)).isEqualTo("200");
        assertThat(strict.answer(body(USER, assistant(String.join(",", blocks.subList(1, 3))), USER, ANSWER, USER)))
                .isEqualTo("200");
    }

    @Test
    void unsignedThinking() {
        String request = body(USER, assistant("{'type':'thinking','thinking':'Hm.','signature':''}," + HALF), USER);

        assertThat(api().answer(request)).contains("Invalid `signature`");
        assertThat(assuming(Assumption.UNSIGNED_THINKING, "dropped").answer(request))
                .isEqualTo("200");
    }

    @Test
    void prefillWhiteSpace() {
        String request = bodyFor("claude-opus-4-5", "", USER, "{'role':'assistant','content':'Once '}");

        assertThat(api().answer(request)).startsWith("400 messages: final assistant content");
        assertThat(assuming(Assumption.PREFILL_WHITE_SPACE, "bare").answer(request))
                .startsWith("400 final assistant content");
    }

    @Test
    void consecutiveUserMessages() {
        TestApi strict = assuming(Assumption.CONSECUTIVE_USER_MESSAGES, "refused");

        assertThat(api().answer(body(USER, USER))).isEqualTo("200");
        assertThat(strict.answer(body(USER, USER))).startsWith("400 messages: roles must alternate");
        assertThat(strict.answer(body(USER, ANSWER, USER))).isEqualTo("200");
    }

    @Test
    void zeroTokensStream() {
        String request = bodyFor("claude-opus-5-5", "'stream':true,", USER).replace("2000", "0");
        TestApi strict = assuming(Assumption.ZERO_TOKENS_STREAM, "refused");

        assertThat(api().answer(request)).isEqualTo("200");
        assertThat(strict.answer(request)).startsWith("400 max_tokens: 0");
        assertThat(strict.answer(request.replace("true", "false"))).isEqualTo("200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"temperature", "top_p", "top_k"})
    void samplingInOldVersion(String field) {
        String request = bodyFor("claude-sonnet-4-5", "'" + field + "':1,", USER);

        assertThat(api().version("2023-06-01").answer(request)).isEqualTo("200");
        assertThat(assuming(Assumption.SAMPLING_IN_OLD_VERSION, "refused")
                        .version("2023-06-01")
                        .answer(request))
                .isEqualTo("400 " + field + ": Extra inputs are not permitted");
    }

    @Test
    void trailingSystemMessage() {
        String request = body(USER, "{'role':'system','content':'Lunch.'}");
        TestApi strict = assuming(Assumption.TRAILING_SYSTEM_MESSAGE, "refused");

        assertThat(api().answer(request)).isEqualTo("200");
        assertThat(strict.answer(request)).isEqualTo("400 The conversation must end with a user message.");
        assertThat(strict.answer(body(USER, "{'role':'system','content':'Lunch.'}", ANSWER, USER)))
                .isEqualTo("200");
    }

    @Test
    void prefixBinding() {
        String edited = body("{'role':'user','content':'Ho'}", assistant(thinking("claude-opus-5-5")), USER);
        String newest = edited.replace("opus-5-5", "fable-5-2");
        TestApi lenient = assuming(Assumption.PREFIX_BINDING, "opt-in");

        assertThat(api().answer(edited)).contains("bound to a different conversation");
        assertThat(lenient.answer(edited)).isEqualTo("200");
        assertThat(lenient.answer(newest)).contains("bound to a different conversation");
        assertThat(lenient.beta("thinking-binding-controls-2026-08-01")
                        .whole(edited)
                        .path("input_transformations")
                        .path(0)
                        .path("type")
                        .asText())
                .isEqualTo("thinking_mismatch_allowed");
        assertThat(lenient.answer(edited.replace(
                        "'messages'",
                        "'thinking':{'type':'adaptive','block_binding':{'prefix_mismatch_behavior':'error'}},"
                                + "'messages'")))
                .contains("bound to a different conversation");
    }

    @ParameterizedTest
    @EnumSource
    void assumption_hasAQuestionAndTwoAnswers(Assumption assumption) {
        assertThat(assumption.question()).endsWith("?");
        assertThat(assumption.why()).endsWith(".");
        assertThat(assumption.label()).matches("[a-z0-9-]+");
        assertThat(assumption.answers()).doesNotHaveDuplicates().hasSize(2).startsWith(assumption.defaultAnswer());
        assertThat(Assumption.named(assumption.label())).contains(assumption);
        assertThat(Assumptions.DEFAULT.is(assumption, assumption.defaultAnswer()))
                .isTrue();
    }

    @Test
    void written_unknownNameOrAnswer_saysWhatThereIs() {
        assertThat(Assumptions.DEFAULT.with("prefix-binding=opt-in").answer(Assumption.PREFIX_BINDING))
                .isEqualTo("opt-in");
        assertThatThrownBy(() -> Assumptions.DEFAULT.with("nonsense=yes"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("`nonsense`")
                .hasMessageContaining("prefix-binding");
        assertThatThrownBy(() -> Assumptions.DEFAULT.with("prefix-binding"))
                .hasMessageContaining("say enforced or opt-in");
        assertThatThrownBy(() -> Assumptions.DEFAULT.with(Assumption.PARTIAL_TURN, "maybe"))
                .hasMessageContaining("say accepted or refused");
    }
}
