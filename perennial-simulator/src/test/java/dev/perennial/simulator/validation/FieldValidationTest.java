package dev.perennial.simulator.validation;

import static dev.perennial.simulator.validation.TestApi.USER;
import static dev.perennial.simulator.validation.TestApi.api;
import static dev.perennial.simulator.validation.TestApi.body;
import static dev.perennial.simulator.validation.TestApi.bodyFor;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Types and ranges of the fields beside the messages, and what each model takes. */
final class FieldValidationTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "'stream':'yes'                | stream: Input should be a valid boolean",
                "'stop_sequences':'x'          | stop_sequences: Input should be a valid list",
                "'stop_sequences':['x',1]      | stop_sequences.1: Input should be a valid string",
                "'stop_sequences':['x',' ']    | stop_sequences: each stop sequence must contain non-whitespace",
                "'metadata':'me'               | metadata: Input should be a valid dictionary",
                "'metadata':{'user_id':1}      | metadata.user_id: Input should be a valid string",
                "'tools':{}                    | tools: Input should be a valid list",
                "'tool_choice':'auto'          | tool_choice: Input should be a valid dictionary",
                "'tool_choice':{'type':'some'} | tool_choice: Input tag 'some' found using 'type' does not match any of the expected tags: 'auto', 'any', 'tool', 'none'",
                "'tool_choice':{'type':'tool'} | tool_choice.tool.name: Field required",
                "'system':5                    | system: Input should be a valid list",
                "'system':[{'type':'image'}]   | system.0.type: Input should be 'text'",
                "'system':[{'type':'text','text':''}] | system: text content blocks must be non-empty",
                "'thinking':true               | thinking: Input should be a valid dictionary",
                "'thinking':{}                 | thinking.type: Field required",
                "'thinking':{'type':'hard'}    | thinking: Input tag 'hard' found using 'type' does not match any of the expected tags: 'disabled', 'enabled', 'adaptive', 'between_tools'",
                "'thinking':{'type':'adaptive','display':'all'} | thinking.adaptive.display: Input should be 'summarized' or 'omitted'",
                "'thinking':{'type':'adaptive','display':'updates'} | thinking.adaptive.display: Input should be 'summarized' or 'omitted'",
                "'service_tier':'gold'         | service_tier: Input should be 'auto' or 'standard_only'",
                "'speed':'slow'                | speed: Input should be 'standard' or 'fast'",
                "'output_config':{'format':{'type':'xml'}} | output_config.format: Input tag 'xml' found using 'type' does not match any of the expected tags: 'json_schema'",
                "'output_config':{'format':{'type':'json_schema'}} | output_config.format.json_schema.schema: Field required",
                "'output_config':{'effort':'top'} | output_config.effort: Input should be 'low', 'medium', 'high', 'xhigh' or 'max'",
            })
    void field_ofWrongType_isNamed(String field, String message) {
        String quoted = message.replace('\'', '"');
        String answer = api().answer(bodyFor("claude-opus-5-5", field + ",", USER));

        assertThat(answer.replace('\'', '"')).isEqualTo("400 " + quoted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'stream':null",
                "'stop_sequences':['x']",
                "'metadata':{'user_id':null}",
                "'tools':[]",
                "'tool_choice':{'type':'none'}",
                "'system':''",
                "'system':[{'type':'text','text':'Be kind.'}]",
                "'thinking':{'type':'adaptive','display':'summarized'}",
                "'output_config':{'effort':'max'}",
                "'output_config':{'format':{'type':'json_schema','schema':{'type':'object'}}}",
                "'speed':'fast'",
                "'service_tier':'auto'"
            })
    void field_ofRightType_isAccepted(String field) {
        assertThat(api().answer(bodyFor("claude-opus-5-5", field + ",", USER))).isEqualTo("200");
    }

    @Test
    void displayUpdates_withItsHeader_isAccepted() {
        String body = bodyFor("claude-opus-5-5", "'thinking':{'type':'adaptive','display':'updates'},", USER);

        assertThat(api().beta("thinking-display-updates-2026-08-18").answer(body))
                .isEqualTo("200");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "claude-haiku-4-5  | low    | This model does not support the effort parameter.",
                "claude-opus-4-5   | max    | output_config.effort: \"max\" is not supported for this model. Use one of: low, medium, high.",
                "claude-opus-4-6   | xhigh  | output_config.effort: \"xhigh\" is not supported for this model. Use one of: low, medium, high, max."
            })
    void effort_thatTheModelLacks_isRefused(String model, String effort, String message) {
        assertThat(api().answer(bodyFor(model, "'output_config':{'effort':'" + effort + "'},", USER)))
                .isEqualTo("400 " + message);
        assertThat(api().answer(bodyFor("claude-opus-4-7", "'output_config':{'effort':'" + effort + "'},", USER)))
                .isEqualTo("200");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "claude-opus-4-7   | \"temperature\":0.5 | temperature: values other than the default are not supported for this model",
                "claude-opus-5-5   | \"top_p\":0.5       | top_p: values other than the default are not supported for this model",
                "claude-opus-5-5   | \"top_k\":5         | top_k: values other than the default are not supported for this model",
                "claude-opus-4-6   | \"temperature\":1.5 | temperature: range: 0..1",
                "claude-opus-4-6   | \"temperature\":-1  | temperature: range: 0..1",
                "claude-opus-4-6   | \"top_p\":1.1       | top_p: range: 0..1",
                "claude-opus-4-6   | \"top_p\":-0.1      | top_p: range: 0..1"
            })
    void sampling_inOldVersion_isCheckedByModel(String model, String field, String message) {
        assertThat(api().version("2023-06-01").answer(bodyFor(model, field + ",", USER)))
                .isEqualTo("400 " + message);
    }

    @Test
    void sampling_inOldVersion_defaultOrOldModelIsAccepted() {
        assertThat(api().version("2023-06-01").answer(bodyFor("claude-opus-5-5", "'temperature':1,", USER)))
                .isEqualTo("200");
        assertThat(api().version("2023-06-01").answer(bodyFor("claude-opus-4-6", "'temperature':0.2,", USER)))
                .isEqualTo("200");
    }

    @Test
    void sampling_againstThinking_isRefused() {
        String thinking = "'thinking':{'type':'enabled','budget_tokens':1024},";

        assertThat(api().version("2023-06-01")
                        .answer(bodyFor("claude-sonnet-4-5", thinking + "'temperature':0.5,", USER)))
                .isEqualTo("400 `temperature` may only be set to 1 when thinking is enabled.");
        assertThat(api().version("2023-06-01").answer(bodyFor("claude-sonnet-4-5", thinking + "'top_p':0.5,", USER)))
                .contains("`top_p` must be greater than or equal to 0.95");
        assertThat(api().version("2023-06-01").answer(bodyFor("claude-sonnet-4-5", thinking + "'top_k':5,", USER)))
                .contains("`top_k` must be unset");
        assertThat(api().version("2023-06-01")
                        .answer(bodyFor("claude-sonnet-4-5", thinking + "'temperature':1,'top_p':0.95,", USER)))
                .isEqualTo("200");
    }

    @Test
    void maxTokens_zero_warmsTheCacheWithoutAnswer() {
        String body = body(USER).replace("2000", "0");

        assertThat(api().whole(body).path("content")).isEmpty();
        assertThat(api().whole(body).path("stop_reason").asText()).isEqualTo("max_tokens");
        assertThat(api().whole(body).path("usage").path("input_tokens").asInt()).isPositive();
    }

    @Test
    void messages_moreThan100000_areRefused() {
        String many = (USER + ",").repeat(100_000);

        assertThat(api().answer(body(many + USER)))
                .isEqualTo("400 messages: List should have at most 100000 items after validation, not 100001");
        assertThat(api().answer(body(many.substring(0, many.length() - 1)))).isEqualTo("200");
    }
}
