package dev.perennial.simulator.validation;

import static dev.perennial.simulator.validation.TestApi.USER;
import static dev.perennial.simulator.validation.TestApi.api;
import static dev.perennial.simulator.validation.TestApi.assistant;
import static dev.perennial.simulator.validation.TestApi.body;
import static dev.perennial.simulator.validation.TestApi.user;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Uses of tools and their results, the client's and the API's own. */
final class ToolPairingTest {

    private static final String SEARCH = "{'type':'server_tool_use','id':'srvtoolu_s','name':'web_search','input':{}}";
    private static final String FOUND = "{'type':'web_search_tool_result','tool_use_id':'srvtoolu_s','content':[]}";

    private static String use(String id) {
        return "{'type':'tool_use','id':'" + id + "','name':'x','input':{}}";
    }

    private static String result(String id) {
        return "{'type':'tool_result','tool_use_id':'" + id + "','content':'ok'}";
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

    @Test
    void serverTool_withoutResult_isRefusedWithTheDocumentedText() {
        assertThat(api().answer(body(USER, assistant(SEARCH), USER)))
                .isEqualTo("400 `web_search` tool use with id `srvtoolu_s` was found without a corresponding"
                        + " `web_search_tool_result` block");
        assertThat(api().answer(body(USER, assistant(SEARCH + "," + FOUND), USER)))
                .isEqualTo("200");
    }

    @Test
    void toolSearch_withoutResult_isNamedByTheResultOfAllSearches() {
        String search = SEARCH.replace("web_search", "tool_search_tool_regex");

        assertThat(api().answer(body(USER, assistant(search), USER)))
                .isEqualTo(
                        "400 `tool_search_tool_regex` tool use with id `srvtoolu_s` was found without a corresponding"
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

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "toolu_1", "call_1", "srvtoolu_", "srvtoolu_a-b", "srvtoolu_a:1"})
    void serverTool_idOfAnotherApi_isRefused(String id) {
        String search = SEARCH.replace("srvtoolu_s", id);

        assertThat(api().answer(body(USER, assistant(search + "," + FOUND.replace("srvtoolu_s", id)), USER)))
                .isEqualTo("400 messages.1.content.0.server_tool_use.id: String should match pattern"
                        + " '^srvtoolu_[a-zA-Z0-9_]+$'");
    }

    @Test
    void serverTool_withoutId_isRefused() {
        assertThat(api().answer(body(USER, assistant(SEARCH.replace("'id':'srvtoolu_s',", "")), USER)))
                .isEqualTo("400 messages.1.content.0.server_tool_use.id: Field required");
    }
}
