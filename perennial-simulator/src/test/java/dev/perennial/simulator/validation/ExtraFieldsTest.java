package dev.perennial.simulator.validation;

import static dev.perennial.simulator.validation.TestApi.USER;
import static dev.perennial.simulator.validation.TestApi.api;
import static dev.perennial.simulator.validation.TestApi.assistant;
import static dev.perennial.simulator.validation.TestApi.bodyFor;
import static dev.perennial.simulator.validation.TestApi.user;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields that the SDK's classes for what stands inside a body do not have. */
final class ExtraFieldsTest {

    private static final String EXTRA = ": Extra inputs are not permitted";
    private static final String CALL = "{'type':'tool_use','id':'a','name':'x','input':{}}";
    private static final String RESULT =
            "{'type':'tool_result','tool_use_id':'a','content':[{'type':'text','text':'x'}]}";

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "'metadata':{'me':1}                                  | metadata.me",
                "'cache_control':{'type':'ephemeral','scope':'me'}    | cache_control.scope",
                "'output_config':{'verbosity':'low'}                  | output_config.verbosity",
                "'output_config':{'task_budget':{'type':'tokens','total':9}} | output_config.task_budget",
                "'thinking':{'type':'adaptive','budget_tokens':2000}  | thinking.adaptive.budget_tokens",
                "'tool_choice':{'type':'auto','name':'x'}             | tool_choice.auto.name",
                "'tools':[{'name':'x','input_schema':{'type':'object'},'parameters':{}}] | tools.0.custom.parameters",
                "'system':[{'type':'text','text':'x','id':1}]         | system.0.text.id"
            })
    void field_unknown_isRefused(String field, String place) {
        assertThat(api().answer(bodyFor("claude-opus-5-5", field + ",", USER))).isEqualTo("400 " + place + EXTRA);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "'type':'tool_use'    | messages.1.content.0.tool_use.index",
                "'type':'tool_result' | messages.2.content.0.tool_result.index",
                "'type':'text'        | messages.2.content.0.tool_result.content.0.text.index"
            })
    void blockField_unknown_isRefused(String type, String place) {
        String body = bodyFor("claude-opus-5-5", "", USER, assistant(CALL), user(RESULT));

        assertThat(api().answer(body)).isEqualTo("200");
        assertThat(api().answer(body.replace(type, type + ",'index':0"))).isEqualTo("400 " + place + EXTRA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'type':'text','text':'x','citations':null",
                "'type':'tool_use','id':'b','name':'x','input':{},'caller':{'type':'direct'},'toolset_name':null",
                "'type':'new_block','anything':1"
            })
    void blockField_thatTheApiSendsItself_isTakenBack(String fields) {
        String result = fields.contains("tool_use") ? user(RESULT.replace("'a'", "'b'")) : USER;

        assertThat(api().answer(bodyFor("claude-opus-5-5", "", USER, assistant("{" + fields + "}"), result)))
                .isEqualTo("200");
    }

    @Test
    void taskBudget_withItsHeader_isAccepted() {
        String budget = "'output_config':{'task_budget':{'type':'tokens','total':9000}},";

        assertThat(api().beta("task-budgets-2026-03-13").answer(bodyFor("claude-opus-5-5", budget, USER)))
                .isEqualTo("200");
    }

    @Test
    void count_withWhatTheModelIsToldHowToDo_isAccepted() {
        assertThat(api().counting().answer(bodyFor("claude-opus-5-5", "'output_config':{'effort':'low'},", USER)))
                .isEqualTo("200");
    }

    @Test
    void thread_withoutItsHeader_isAnUnknownField() {
        String body = bodyFor("claude-opus-5-5", "'thread':{'type':'create'},", USER);

        assertThat(api().answer(body)).isEqualTo("400 thread" + EXTRA);
        assertThat(api().beta("message-threads-2026-08-12").answer(body)).contains("no message threads");
    }
}
