package dev.perennial.simulator.validation;

import static dev.perennial.simulator.validation.TestApi.USER;
import static dev.perennial.simulator.validation.TestApi.api;
import static dev.perennial.simulator.validation.TestApi.bodyFor;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Definitions and choice of tools. */
final class ToolValidationTest {

    private static final String TOOL = "{'name':'x','input_schema':{'type':'object'}}";

    private static String tools(String model, String tools) {
        return bodyFor(model, "'tools':[" + tools + "],", USER);
    }

    private static String choice(String model, String fields) {
        return bodyFor(model, "'tools':[" + TOOL + "]," + fields, USER);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "7                                                 | tools.0: Input should be a valid dictionary",
                "{'input_schema':{'type':'object'}}                | tools.0.custom.name: Field required",
                "{'name':'a b','input_schema':{'type':'object'}}   | tools.0.custom.name: String should match pattern",
                "{'name':'','input_schema':{'type':'object'}}      | tools.0.custom.name: String should match pattern",
                "{'name':'a'}                                      | tools.0.custom.input_schema: Field required",
                "{'name':'a','input_schema':{}}                    | tools.0.custom.input_schema.type: Field required",
                "{'name':'a','input_schema':{'type':'array'}}      | tools.0.custom.input_schema.type: Input should be 'object'",
                "{'type':'hammer_2025','name':'a'}                 | tools.0: Input tag 'hammer_2025' found using",
                "{'type':'bash_20250124','name':'shell'}           | tools.0.bash_20250124.name: Input should be 'bash'",
                "{'type':'bash_20250124'}                          | tools.0.bash_20250124.name: Field required",
                "{'type':'computer_20251124','name':'computer'}    | tools.0: Input tag 'computer_20251124' found using",
                "{'name':5,'input_schema':{'type':'object'}}       | tools.0.custom.name: Input should be a valid string",
                "{'name':'a','input_schema':'x'}                   | tools.0.custom.input_schema: Input should be a valid dictionary",
                "{'name':'a','input_schema':{'type':5}}            | tools.0.custom.input_schema.type: Input should be a valid string",
                "{'type':'bash_20250124','name':5}                 | tools.0.bash_20250124.name: Input should be a valid string",
            })
    void definition_wrong_isNamed(String tool, String message) {
        assertThat(api().answer(tools("claude-opus-5", tool))).startsWith("400 " + message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                TOOL,
                "{'type':'custom','name':'a-b_C1','input_schema':{'type':'object'},'strict':true}",
                "{'type':'bash_20250124','name':'bash'}",
                "{'type':'text_editor_20250728','name':'str_replace_based_edit_tool','max_characters':100}",
                "{'type':'memory_20250818','name':'memory'}",
                "{'type':'web_search_20260318','name':'web_search'}",
                "{'type':'computer_toolset_20260801','configs':{'zoom':{'enabled':false}}}",
                "{'type':'browser_toolset_20260801'}"
            })
    void definition_right_isAccepted(String tool) {
        assertThat(api().answer(tools("claude-opus-5-5", tool))).isEqualTo("200");
    }

    @Test
    void names_twice_areRefused() {
        assertThat(api().answer(tools("claude-opus-5-5", TOOL + "," + TOOL)))
                .isEqualTo("400 tools: Tool names must be unique.");
        assertThat(api().answer(tools("claude-opus-5-5", TOOL + "," + TOOL.replace("'x'", "'y'"))))
                .isEqualTo("200");
    }

    @Test
    void computerTool_newModel_isRefusedWithTheDocumentedText() {
        String computer =
                "{'type':'computer_20251124','name':'computer','display_width_px':800,'display_height_px':600}";

        assertThat(api().beta("computer-use-2025-11-24").answer(tools("claude-opus-5-5", computer)))
                .isEqualTo("400 'claude-opus-5-5' does not support tool types: computer_20251124.");
        assertThat(api().beta("computer-use-2025-11-24").answer(tools("claude-opus-5", computer)))
                .isEqualTo("200");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "'display_height_px':600                          | display_width_px: Field required",
                "'display_height_px':600,'display_width_px':'800' | display_width_px: Input should be a valid integer",
                "'display_width_px':800                           | display_height_px: Field required",
                "'display_width_px':800,'display_height_px':0.5   | display_height_px: Input should be a valid integer"
            })
    void computerTool_withoutItsScreen_isRefused(String screen, String message) {
        String computer = "{'type':'computer_20251124','name':'computer'," + screen + "}";

        assertThat(api().beta("computer-use-2025-11-24").answer(tools("claude-opus-5", computer)))
                .isEqualTo("400 tools.0.computer_20251124." + message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name",
                "display_width_px",
                "display_height_px",
                "display_number",
                "enable_zoom",
                "strict",
                "input_examples"
            })
    void toolset_withWhatASingleToolHas_isRefused(String field) {
        for (String type : new String[] {"computer_toolset_20260801", "browser_toolset_20260801"}) {
            assertThat(api().answer(tools("claude-opus-5-5", "{'type':'" + type + "','" + field + "':1}")))
                    .isEqualTo("400 tools.0." + type + "." + field + ": Extra inputs are not permitted");
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "{'type':'bash_20241022','name':'bash'}                           | computer-use-2024-10-22",
                "{'type':'text_editor_20241022','name':'str_replace_editor'}      | computer-use-2024-10-22",
                "{'type':'advisor_20260301','name':'advisor','model':'claude-opus-5-5'} | advisor-tool-2026-03-01",
                "{'type':'mcp_toolset','mcp_server_name':'x'}                     | mcp-client-2026-09-15"
            })
    void betaTool_withoutItsHeader_isUnknown(String tool, String header) {
        assertThat(api().answer(tools("claude-opus-5", tool))).startsWith("400 tools.0: Input tag '");
        assertThat(api().beta(header).answer(tools("claude-opus-5", tool))).isEqualTo("200");
    }

    @Test
    void computerToolset_oldModel_isRefused() {
        assertThat(api().answer(tools("claude-opus-4-7", "{'type':'computer_toolset_20260801'}")))
                .isEqualTo("400 'claude-opus-4-7' does not support tool types: computer_toolset_20260801.");
    }

    @Test
    void toolset_withTheOldStreamingHeader_isRefused() {
        TestApi old = api().beta("fine-grained-tool-streaming-2025-05-14");

        assertThat(old.answer(tools("claude-opus-5-5", "{'type':'browser_toolset_20260801'}")))
                .startsWith("400 The `fine-grained-tool-streaming-2025-05-14` beta");
        assertThat(old.answer(tools("claude-opus-5-5", TOOL))).isEqualTo("200");
    }

    @Test
    void toolset_calledByCode_isRefused() {
        String toolset = "{'type':'computer_toolset_20260801','allowed_callers':['direct','code_execution_20260120']}";

        assertThat(api().answer(tools("claude-opus-5-5", toolset)))
                .isEqualTo("400 tools.0.computer_toolset_20260801.allowed_callers.1: Input should be 'direct'");
        assertThat(api().answer(tools("claude-opus-5-5", toolset.replace(",'code_execution_20260120'", ""))))
                .isEqualTo("200");
    }

    @Test
    void toolset_besideAForcedTool_isRefused() {
        String forced = "'tool_choice':{'type':'tool','name':'x'},";
        String both = "'tools':[" + TOOL + ",{'type':'browser_toolset_20260801'}],";

        assertThat(api().answer(bodyFor("claude-opus-5", both + forced, USER)))
                .isEqualTo("400 tool_choice: type \"tool\" cannot be used together with `browser_toolset_20260801`.");
        assertThat(api().answer(bodyFor("claude-opus-5", both + forced.replace("'tool','name':'x'", "'any'"), USER)))
                .isEqualTo("200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'type':'any'}", "{'type':'tool','name':'x'}"})
    void forcedChoice_newestModels_isRefusedAlsoWhenCounting(String choice) {
        String body = choice("claude-opus-5-5", "'tool_choice':" + choice + ",");

        assertThat(api().answer(body))
                .isEqualTo("400 tool_choice: type \"tool\" and \"any\" are not supported for this model.");
        assertThat(api().counting().answer(body)).startsWith("400 tool_choice: type");
        assertThat(api().answer(body.replace("claude-opus-5-5", "claude-opus-5")))
                .isEqualTo("200");
        assertThat(api().answer(body.replace(choice, "{'type':'auto'}"))).isEqualTo("200");
    }

    @Test
    void forcedChoice_ofAToolThatIsNotThere_isRefused() {
        assertThat(api().answer(choice("claude-opus-5", "'tool_choice':{'type':'tool','name':'y'},")))
                .isEqualTo("400 Tool 'y' not found in provided tools");
        assertThat(api().answer(bodyFor("claude-opus-5", "'tool_choice':{'type':'any'},", USER)))
                .isEqualTo("400 tool_choice: may only be specified while providing tools");
    }

    @Test
    void forcedChoice_againstThinkingOrPrefill_isRefused() {
        String thinking = "'thinking':{'type':'enabled','budget_tokens':1024},";
        String forced = "'tool_choice':{'type':'any'},";
        String prefill = bodyFor(
                "claude-opus-4-5", "'tools':[" + TOOL + "]," + forced, USER, "{'role':'assistant','content':'So'}");

        assertThat(api().answer(choice("claude-opus-4-5", thinking + forced)))
                .isEqualTo("400 Thinking may not be enabled when tool_choice forces tool use.");
        assertThat(api().answer(prefill)).contains("prefill cannot be used when tool use is forced");
        assertThat(api().answer(prefill.replace(forced, ""))).isEqualTo("200");
    }
}
