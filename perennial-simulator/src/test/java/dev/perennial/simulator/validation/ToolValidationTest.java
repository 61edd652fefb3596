package dev.perennial.simulator.validation;

import static dev.perennial.simulator.validation.TestApi.USER;
import static dev.perennial.simulator.validation.TestApi.api;
import static dev.perennial.simulator.validation.TestApi.assistant;
import static dev.perennial.simulator.validation.TestApi.body;
import static dev.perennial.simulator.validation.TestApi.bodyFor;
import static dev.perennial.simulator.validation.TestApi.user;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Definitions, choice, use and results of tools. */
final class ToolValidationTest {

    private static final String TOOL = "{'name':'x','input_schema':{'type':'object'}}";

    private static String tools(String model, String tools) {
        return bodyFor(model, "'tools':[" + tools + "],", USER);
    }

    private static String choice(String model, String fields) {
        return bodyFor(model, "'tools':[" + TOOL + "]," + fields, USER);
    }

    private static String use(String id) {
        return "{'type':'tool_use','id':'" + id + "','name':'x','input':{}}";
    }

    private static String result(String id) {
        return "{'type':'tool_result','tool_use_id':'" + id + "','content':'ok'}";
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
                "{'type':'computer_toolset_20260801','name':'computer'} | tools.0.computer_toolset_20260801.name: Extra inputs are not permitted",
                "{'type':'browser_toolset_20260801','strict':true} | tools.0.browser_toolset_20260801.strict: Extra inputs are not permitted",
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

    @Test
    void computerTool_withoutItsScreen_isRefused() {
        String computer = "{'type':'computer_20251124','name':'computer','display_width_px':800}";

        assertThat(api().beta("computer-use-2025-11-24").answer(tools("claude-opus-5", computer)))
                .isEqualTo("400 tools.0.computer_20251124.display_height_px: Field required");
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

    @Test
    void toolset_resultWithoutItsName_isRefused() {
        String call =
                assistant("{'type':'tool_use','id':'a','name':'screenshot','toolset_name':'computer','input':{}}");
        String named = result("a").replace("'content'", "'toolset_name':'computer','content'");

        assertThat(api().answer(body(USER, call, user(result("a")))))
                .isEqualTo("400 messages.2.content.0.tool_result.toolset_name: Input should be 'computer', as in the"
                        + " corresponding `tool_use` block");
        assertThat(api().answer(body(USER, call, user(named)))).isEqualTo("200");
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

    @Test
    void results_behindOtherContent_doNotCount() {
        String text = "{'type':'text','text':'Look:'}";

        assertThat(api().answer(body(USER, assistant(use("a")), user(text + "," + result("a")))))
                .startsWith(
                        "400 messages.1: `tool_use` ids were found without `tool_result` blocks immediately after: a");
        assertThat(api().answer(body(USER, assistant(use("a")), user(result("a") + "," + text))))
                .isEqualTo("200");
    }

    @Test
    void results_inTwoUserMessages_countAsOneTurn() {
        assertThat(api().answer(body(USER, assistant(use("a") + "," + use("b")), user(result("a")), user(result("b")))))
                .isEqualTo("200");
    }

    @Test
    void idsAndResults_twice_areRefused() {
        assertThat(api().answer(body(USER, assistant(use("a") + "," + use("a")), user(result("a")))))
                .isEqualTo("400 messages.1.content.1: `tool_use` ids must be unique");
        assertThat(api().answer(body(USER, assistant(use("a")), user(result("a") + "," + result("a")))))
                .isEqualTo("400 messages.2.content.1: each tool_use must have a single result. Found multiple"
                        + " `tool_result` blocks with id: a");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "{'type':'tool_use','name':'x','input':{}}          | tool_use.id: Field required",
                "{'type':'tool_use','id':'a','name':'x'}            | tool_use.input: Field required",
                "{'type':'tool_use','id':'a','name':'x','input':[]} | tool_use.input: Input should be a valid dictionary",
            })
    void use_withoutItsFields_isRefused(String block, String message) {
        assertThat(api().answer(body(USER, assistant(block), user(result("a")))))
                .isEqualTo("400 messages.1.content.0." + message);
    }

    private static final String SEARCH = "{'type':'server_tool_use','id':'s','name':'web_search','input':{}}";
    private static final String FOUND = "{'type':'web_search_tool_result','tool_use_id':'s','content':[]}";

    @Test
    void serverTool_withoutResult_isRefusedWithTheDocumentedText() {
        assertThat(api().answer(body(USER, assistant(SEARCH), USER)))
                .isEqualTo("400 `web_search` tool use with id `s` was found without a corresponding"
                        + " `web_search_tool_result` block");
        assertThat(api().answer(body(USER, assistant(SEARCH + "," + FOUND), USER)))
                .isEqualTo("200");
    }

    @Test
    void toolSearch_withoutResult_isNamedByTheResultOfAllSearches() {
        String search = SEARCH.replace("web_search", "tool_search_tool_regex");

        assertThat(api().answer(body(USER, assistant(search), USER)))
                .isEqualTo("400 `tool_search_tool_regex` tool use with id `s` was found without a corresponding"
                        + " `tool_search_tool_result` block");
    }

    @Test
    void serverTool_inAMixedTurn_waitsForResultsAndNothingElse() {
        String text = "{'type':'text','text':'And?'}";

        assertThat(api().answer(body(USER, assistant(SEARCH + "," + use("a")), user(result("a")))))
                .isEqualTo("200");
        assertThat(api().answer(body(USER, assistant(SEARCH + "," + use("a")), user(result("a") + "," + text))))
                .contains("found without a corresponding");
    }

    @Test
    void serverTool_inAPausedTurn_mayBeSentBack() {
        assertThat(api().answer(body(USER, assistant(SEARCH)))).isEqualTo("200");
    }
}
