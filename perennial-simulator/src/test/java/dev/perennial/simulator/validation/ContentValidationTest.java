package dev.perennial.simulator.validation;

import static dev.perennial.simulator.validation.TestApi.ANSWER;
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

/** Roles, blocks, system messages and prefill. */
final class ContentValidationTest {

    private static final String SYSTEM = "{'role':'system','content':'The user went to lunch.'}";

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "{'type':'sound'}                        | messages.0.content.0: Input tag 'sound' found using",
                "{'type':'text'}                         | messages.0.content.0.text.text: Field required",
                "{'type':'text','text':5}                | messages.0.content.0.text.text: Input should be a valid string",
                "{'type':'text','text':' \\n '}          | messages: text content blocks must contain non-whitespace text",
                "{'type':'thinking','thinking':'','signature':''} | messages.0: `thinking` blocks can only be in `assistant` messages",
                "{'type':'tool_use','id':'a','name':'x','input':{}} | messages.0: `tool_use` blocks can only be in `assistant` messages",
                "{'type':'server_tool_use','id':'srvtoolu_a','name':'web_search','input':{}} | messages.0: `server_tool_use` blocks can only be in `assistant` messages",
                "{'type':'redacted_thinking','data':'x'} | messages.0: `redacted_thinking` blocks can only be in `assistant` messages",
            })
    void userBlock_wrong_isRefused(String block, String message) {
        assertThat(api().answer(body(user(block)))).startsWith("400 " + message);
    }

    @Test
    void assistantBlock_resultOfAClientTool_isRefused() {
        String result = "{'type':'tool_result','tool_use_id':'a','content':'ok'}";

        assertThat(api().answer(body(USER, assistant(result), USER)))
                .isEqualTo("400 messages.1: `tool_result` blocks can only be in `user` messages");
    }

    @Test
    void assistantBlock_ofATypeThatNobodyKnowsYet_isTakenBack() {
        assertThat(api().answer(body(USER, assistant("{'type':'hologram','data':1}"), USER)))
                .isEqualTo("200");
    }

    @Test
    void document_ofTheAssistant_isRefusedSinceOctober2026() {
        String document =
                assistant("{'type':'document','source':{'type':'text','media_type':'text/plain','data':'x'}}");

        assertThat(api().answer(body(USER, document, USER)))
                .isEqualTo("400 messages.1.content.0: `document` blocks can only be in `user` messages");
        assertThat(api().version("2023-06-01").answer(body(USER, document, USER)))
                .isEqualTo("200");
    }

    @Test
    void citations_ofTheUser_areRefusedSinceOctober2026() {
        String cited = user("{'type':'text','text':'x','citations':[{'type':'char_location'}]}");
        String found = user("{'type':'search_result','source':'s','title':'t','content':[{'type':'text','text':'x',"
                + "'citations':[{'type':'char_location'}]}]}");

        assertThat(api().answer(body(cited)))
                .isEqualTo("400 messages.0.content.0.text.citations: Extra inputs are not permitted");
        assertThat(api().answer(body(found)))
                .isEqualTo(
                        "400 messages.0.content.0.search_result.content.0.citations: Extra inputs are not permitted");
        assertThat(api().version("2023-06-01").answer(body(cited))).isEqualTo("200");
        assertThat(api().answer(body(user("{'type':'text','text':'x','citations':[]}"))))
                .isEqualTo("200");
    }

    @Test
    void systemMessage_oldModel_isRefused() {
        assertThat(api().answer(bodyFor("claude-sonnet-5", "", USER, SYSTEM)))
                .startsWith("400 messages: Unexpected role \"system\". The Messages API accepts a top-level `system`");
        assertThat(api().answer(bodyFor("claude-opus-4-8", "", USER, SYSTEM))).isEqualTo("200");
    }

    @Test
    void systemMessage_inTheWrongPlace_isRefused() {
        assertThat(api().answer(body(SYSTEM, USER))).contains("first message must use the \"user\" role");
        assertThat(api().answer(body(USER, ANSWER, SYSTEM)))
                .startsWith("400 messages.2: a `system` message must follow a `user` message");
        assertThat(api().answer(body(USER, SYSTEM, USER)))
                .startsWith("400 messages.1: a `system` message must be the last message or be followed by");
    }

    @Test
    void systemMessage_inTheRightPlace_isAccepted() {
        String searched = assistant("{'type':'server_tool_use','id':'srvtoolu_s','name':'web_search','input':{}},"
                + "{'type':'web_search_tool_result','tool_use_id':'srvtoolu_s','content':[]}");
        String call = assistant("{'type':'tool_use','id':'a','name':'x','input':{}}");
        String result = user("{'type':'tool_result','tool_use_id':'a','content':'ok'}");

        assertThat(api().answer(body(USER, SYSTEM, SYSTEM, ANSWER, USER))).isEqualTo("200");
        assertThat(api().answer(body(USER, searched, SYSTEM))).isEqualTo("200");
        assertThat(api().answer(body(USER, call, result, SYSTEM))).isEqualTo("200");
        assertThat(api().answer(body(USER, call, SYSTEM, result))).contains("400");
    }

    @Test
    void systemMessage_empty_isRefusedUnlessItSetsTheEffort() {
        String empty = "{'role':'system','content':[]}";
        String effort = "{'role':'system','content':[],'output_config':{'effort':'low'}}";
        TestApi api = api().beta("mid-conversation-output-config-2026-07-01");

        assertThat(api.answer(body(USER, empty)))
                .startsWith("400 messages.1: all messages must have non-empty content");
        assertThat(api.answer(body(USER, effort))).isEqualTo("200");
        assertThat(api.answer(body(USER, effort.replace("low", "lazy"))))
                .isEqualTo("400 messages.1.output_config.effort: Input should be 'low', 'medium', 'high', 'xhigh' or"
                        + " 'max'");
    }

    @Test
    void systemMessage_clearedAtAnUnknownTime_isRefused() {
        String cleared = "{'role':'system','content':'x','clear_at':'next_user_message'}";
        TestApi api = api().beta("mid-conversation-system-clear-at-2026-08-21");

        assertThat(api.answer(body(USER, cleared))).isEqualTo("200");
        assertThat(api.answer(body(USER, cleared.replace("next_user_message", "never"))))
                .isEqualTo("400 messages.1.clear_at: Input should be 'next_user_message'");
    }

    @Test
    void systemMessage_withMoreThanText_isRefused() {
        String image = "{'role':'system','content':[{'type':'image','source':{'type':'file','file_id':'f'}}]}";

        assertThat(api().answer(body(USER, image)))
                .isEqualTo("400 messages.1.content.0: `system` messages can only hold `text` blocks");
    }

    @Test
    void prefill_withWhiteSpaceAtItsEnd_isRefused() {
        assertThat(api().answer(bodyFor("claude-opus-4-5", "", USER, "{'role':'assistant','content':'Once '}")))
                .isEqualTo("400 messages: final assistant content cannot end with trailing whitespace");
        assertThat(api().answer(bodyFor("claude-opus-4-5", "", USER, "{'role':'assistant','content':'Once'}")))
                .isEqualTo("200");
    }

    @Test
    void prefill_whileThinking_isRefused() {
        String thinking = "'thinking':{'type':'enabled','budget_tokens':1024},";
        String half = "{'role':'assistant','content':'Once'}";

        assertThat(api().answer(bodyFor("claude-opus-4-5", thinking, USER, half)))
                .startsWith("400 messages.1.content.0.type: Expected `thinking` or `redacted_thinking`, but found"
                        + " `text`. When `thinking` is enabled, a final `assistant` message must start with");
        assertThat(api().answer(bodyFor("claude-opus-4-5", "'thinking':{'type':'disabled'},", USER, half)))
                .isEqualTo("200");
    }

    @Test
    void prefill_thatTheServerStopped_isAcceptedByEveryModel() {
        String compaction = "{'type':'compaction','content':'Before.'}";

        assertThat(api().answer(body(USER, assistant(compaction)))).isEqualTo("200");
        assertThat(api().answer(body(USER, assistant("{'type':'text','text':'Once'}"))))
                .startsWith("400 This model does not support assistant message prefill.");
    }

    @Test
    void prefill_ofThinkingAloneWhileThinking_isRefused() {
        String thinking = "'thinking':{'type':'enabled','budget_tokens':1024},";
        String thought = assistant("{'type':'thinking','thinking':'Hm.','signature':''}");

        assertThat(api().answer(bodyFor("claude-opus-4-5", thinking, USER, thought)))
                .isEqualTo("400 Assistant message prefill is not supported when thinking is enabled.");
    }

    @Test
    void prefill_forAFallbackCredit_isAcceptedWithoutWhiteSpace() {
        TestApi api = api().beta("fallback-credit-2026-07-01");
        String credit = "'fallback_credit_token':'t',";

        assertThat(api.answer(bodyFor("claude-opus-5-5", credit, USER, "{'role':'assistant','content':'Once'}")))
                .isEqualTo("200");
        assertThat(api.answer(bodyFor("claude-opus-5-5", credit, USER, "{'role':'assistant','content':'Once '}")))
                .contains("trailing whitespace");
    }

    @Test
    void compaction_asFirstMessage_isAccepted() {
        String compaction = assistant("{'type':'compaction','content':'Before.'}");

        assertThat(api().answer(body(compaction, USER))).isEqualTo("200");
    }
}
