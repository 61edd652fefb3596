package dev.perennial.simulator.validation;

import static dev.perennial.simulator.validation.TestApi.USER;
import static dev.perennial.simulator.validation.TestApi.api;
import static dev.perennial.simulator.validation.TestApi.bodyFor;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every field of a body: its type, whether it may be null, and whether a count may have it. */
final class FieldTypesTest {

    private static final String BETAS = "mcp-client-2025-11-20,context-management-2025-06-27,"
            + "server-side-fallback-2026-07-01,fallback-credit-2026-07-01,message-threads-2026-08-12,"
            + "thinking-binding-controls-2026-08-01";

    /** The older version still has the sampling parameters. */
    private static TestApi allowing() {
        return api().version("2023-06-01").beta(BETAS);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "'output_config':'low'        | output_config: Input should be a valid dictionary",
                "'output_config':{'format':5} | output_config.format: Input should be a valid dictionary",
                "'output_config':{'format':{}} | output_config.format.type: Field required",
                "'output_config':{'format':{'type':'json_schema','schema':'x'}} | output_config.format.json_schema.schema: Input should be a valid dictionary",
                "'service_tier':5             | service_tier: Input should be a valid string",
                "'speed':5                    | speed: Input should be a valid string",
                "'inference_geo':5            | inference_geo: Input should be a valid string",
                "'mcp_servers':{}             | mcp_servers: Input should be a valid list",
                "'context_management':[]      | context_management: Input should be a valid dictionary",
                "'temperature':'hot'          | temperature: Input should be a valid number",
                "'top_p':'x'                  | top_p: Input should be a valid number",
                "'top_k':0.5                  | top_k: Input should be a valid integer",
                "'system':[7]                 | system.0: Input should be a valid dictionary",
                "'system':[{'type':'text'}]   | system.0.text: Field required",
                "'system':[{'type':'text','text':5}] | system.0.text: Input should be a valid string",
                "'tool_choice':{}             | tool_choice.type: Field required",
                "'tool_choice':{'type':'tool','name':5} | tool_choice.tool.name: Input should be a valid string",
                "'thinking':{'type':'enabled','budget_tokens':'x'} | thinking.enabled.budget_tokens: Input should be a valid integer",
                "'thinking':{'type':'adaptive','block_binding':5}  | thinking.adaptive.block_binding: Input should be a valid dictionary",
                "'cache_control':5            | cache_control: Input should be a valid dictionary",
                "'cache_control':{}           | cache_control.type: Field required",
            })
    void field_ofWrongType_isNamed(String field, String message) {
        assertThat(allowing().answer(bodyFor("claude-sonnet-4-5", field + ",", USER)))
                .isEqualTo("400 " + message);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "'tool_choice':{'type':'any','name':'x'}  | tool_choice.any.name",
                "'tool_choice':{'type':'none','disable_parallel_tool_use':true} | tool_choice.none.disable_parallel_tool_use",
                "'tool_choice':{'type':'tool','name':'x','force':true} | tool_choice.tool.force",
                "'thinking':{'type':'disabled','budget_tokens':1024} | thinking.disabled.budget_tokens",
                "'thinking':{'type':'between_tools','display':'omitted'} | thinking.between_tools.display",
                "'thinking':{'type':'enabled','budget_tokens':1024,'effort':'low'} | thinking.enabled.effort"
            })
    void field_thatAnotherKindHas_isNotPermitted(String field, String place) {
        assertThat(api().answer(bodyFor("claude-sonnet-4-5", field + ",", USER)))
                .isEqualTo("400 " + place + ": Extra inputs are not permitted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"between_tools", "disabled"})
    void blockBinding_ofAKindThatDoesNotThink_isNotPermittedWhateverTheHeaders(String type) {
        String thinking = "'thinking':{'type':'" + type + "','block_binding':{}},";

        assertThat(api().answer(bodyFor("claude-sonnet-5-5", thinking, USER)))
                .isEqualTo("400 thinking." + type + ".block_binding: Extra inputs are not permitted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "billing_policy",
                "cache_control",
                "container",
                "diagnostics",
                "inference_geo",
                "metadata",
                "output_config",
                "output_format",
                "service_tier",
                "speed",
                "stop_sequences",
                "stream",
                "system",
                "thinking",
                "tool_choice",
                "tools",
                "user_profile_id"
            })
    void field_null_isAsGoodAsLeftOut(String field) {
        assertThat(api().answer(bodyFor("claude-opus-5-5", "'" + field + "':null,", USER)))
                .isEqualTo("200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "container",
                "diagnostics",
                "fallback_credit_token",
                "fallbacks",
                "inference_geo",
                "max_tokens",
                "metadata",
                "service_tier",
                "stop_sequences",
                "stream",
                "temperature",
                "thread",
                "top_k",
                "top_p"
            })
    void count_withWhatOnlyAMessageHas_isRefused(String field) {
        assertThat(allowing().counting().answer(bodyFor("claude-sonnet-4-5", "'" + field + "':null,", USER)))
                .isEqualTo("400 " + field + ": Extra inputs are not permitted");
    }
}
