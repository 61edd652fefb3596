package dev.perennial.simulator.validation;

import static dev.perennial.simulator.validation.TestApi.USER;
import static dev.perennial.simulator.validation.TestApi.answering;
import static dev.perennial.simulator.validation.TestApi.api;
import static dev.perennial.simulator.validation.TestApi.assistant;
import static dev.perennial.simulator.validation.TestApi.bodyFor;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.Reply;
import dev.perennial.simulator.SimulatedResponse;
import dev.perennial.simulator.StreamStep;
import dev.perennial.simulator.internal.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Thinking is bound to what was before it: platform.claude.com, "Preserved thinking". */
final class PreservedThinkingTest {

    private static final String OPUS = "claude-opus-5-5";
    private static final String BETA = "thinking-binding-controls-2026-08-01";
    private static final String SYSTEM = "'system':'Be brief.',";
    private static final String TOOLS = "'tools':[{'name':'x','input_schema':{'type':'object'}}],";
    private static final String MISMATCH = ": Invalid `signature` in `thinking` block. The block is bound to a"
            + " different conversation. Remove the block, or set `thinking.block_binding.prefix_mismatch_behavior` to"
            + " \"drop_block\".";

    /** A conversation of three questions with three answers that think, and a last question. */
    private final List<String> messages = conversation(OPUS);

    private static List<String> conversation(String model) {
        TestApi thinker = answering(prompt ->
                Reply.of(Reply.thinkingBlock("Thought " + prompt.messages().size()), Reply.textBlock("Done.")));
        List<String> messages = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            messages.add("{'role':'user','content':'Question " + i + "'}");
            JsonNode answer = thinker.whole(bodyFor(model, SYSTEM + TOOLS, messages.toArray(String[]::new)));
            String content = Json.write(answer.path("content")).replace('"', '\'');
            messages.add("{'role':'assistant','content':" + content + "}");
        }
        messages.add(USER);
        return messages;
    }

    private String request(String fields) {
        return bodyFor(OPUS, fields, messages.toArray(String[]::new));
    }

    private String same() {
        return request(SYSTEM + TOOLS);
    }

    private static String withoutThinking(String message) {
        return message.replaceFirst("\\{'type':'thinking'[^}]*},", "");
    }

    @Test
    void conversation_unchanged_isAccepted() {
        assertThat(api().answer(same())).isEqualTo("200");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "Be brief.          | Be long.   | The `system` prompt differs from the one this block was created with.",
                "'system':'Be brief.',  | ~~     | The `system` prompt differs from the one this block was created with.",
                "'name':'x'         | 'name':'y' | The `tools` list differs from the one this block was created with.",
                "Question 1         | Question 1! | Content that preceded this block when it was created is missing from this request, starting at `messages.0.content.0`.",
                "'content':'Question 1' | 'content':[{'type':'text','text':'Question 1'},{'type':'text','text':'more'}] | Content that preceded this block when it was created is missing from this request, starting at `messages.0.content.1`.",
            })
    void prefix_edited_isRefusedAtTheFirstBlockBehindItAndNamed(String from, String to, String sentence) {
        assertThat(api().answer(same().replace(from, to)))
                .isEqualTo("400 messages.1.content.0" + MISMATCH + " That setting requires the `" + BETA
                        + "` value in the `anthropic-beta` header. " + sentence);
        assertThat(api().beta(BETA).answer(same().replace(from, to)))
                .isEqualTo("400 messages.1.content.0" + MISMATCH + " " + sentence);
        assertThat(api().counting().answer(same().replace(from, to))).startsWith("400 messages.1.content.0" + MISMATCH);
    }

    @Test
    void middle_edited_isRefusedBehindItOnly() {
        assertThat(api().answer(same().replace("Question 2", "Question two")))
                .startsWith("400 messages.3.content.0" + MISMATCH)
                .endsWith("is missing from this request, starting at `messages.2.content.0`.");
    }

    @Test
    void message_leftOut_isNamedByWhatStandsInItsPlace() {
        messages.subList(2, 4).clear();

        assertThat(api().answer(same()))
                .startsWith("400 messages.3.content.0" + MISMATCH)
                .endsWith("is missing from this request, starting at `messages.2.content.0`.");
    }

    @Test
    void text_leftOutRightBeforeTheThinking_isNamedByItsPlace() {
        JsonNode answer = answering(prompt -> Reply.of(Reply.thinkingBlock("One."), Reply.textBlock("Done.")))
                .whole(bodyFor(
                        OPUS, "", "{'role':'user','content':[{'type':'text','text':'a'},{'type':'text','text':'b'}]}"));
        String content = Json.write(answer.path("content")).replace('"', '\'');
        String thought = "{'role':'assistant','content':" + content + "}";

        assertThat(api().answer(bodyFor(OPUS, "", "{'role':'user','content':'a'}", thought, USER)))
                .endsWith("starting at `messages.1.content.0`.");
    }

    /** A signature does not hold the marks of an endless conversation. */
    @Test
    void edit_farBehindTheStart_isRefusedWithoutItsPlace() {
        String many = "{'type':'text','text':'x'},".repeat(600);
        String before = "{'role':'user','content':[" + many + "{'type':'text','text':'last'}]}";
        JsonNode answer = answering(prompt -> Reply.of(Reply.thinkingBlock("One."), Reply.textBlock("Done.")))
                .whole(bodyFor(OPUS, "", before));
        String content = Json.write(answer.path("content")).replace('"', '\'');
        String thought = "{'role':'assistant','content':" + content + "}";

        assertThat(api().answer(bodyFor(OPUS, "", before, thought, USER))).isEqualTo("200");
        assertThat(api().answer(bodyFor(OPUS, "", before.replace("last", "lost"), thought, USER)))
                .endsWith("is missing from this request.");
        assertThat(api().answer(bodyFor(OPUS, "", before.replaceFirst("'x'", "'y'"), thought, USER)))
                .endsWith("starting at `messages.0.content.0`.");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "'content':'Question 1' | 'content':[{'type':'text','text':'Question 1','cache_control':{'type':'ephemeral'}}]",
                "'system':'Be brief.'   | 'system':[{'text':'Be brief.','type':'text'}]",
                "'max_tokens':2000      | 'max_tokens':1000,'output_config':{'effort':'low'}",
                "'tools':[              | 'tool_choice':{'type':'none'},'tools':[{'name':'z','input_schema':{'type':'object'},'defer_loading':true},",
                "'max_tokens':2000      | 'max_tokens':2000,'thinking':{'type':'adaptive','display':'summarized'}",
                "'max_tokens':2000      | 'max_tokens':2000,'metadata':{'user_id':'me'}",
            })
    void request_changedInAValidWay_isAccepted(String from, String to) {
        assertThat(same()).contains(from);
        assertThat(api().answer(same().replace(from, to))).isEqualTo("200");
    }

    @Test
    void messages_appended_areAccepted() {
        messages.add("{'role':'system','content':'The user went to lunch.'}");

        assertThat(api().answer(same())).isEqualTo("200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1,3", "5", "3,5", "1,3,5"})
    void thinking_removedFromStartOrEnd_isAccepted(String removed) {
        for (String index : removed.split(",", -1)) {
            messages.set(Integer.parseInt(index), withoutThinking(messages.get(Integer.parseInt(index))));
        }

        assertThat(api().answer(same())).isEqualTo("200");
    }

    @Test
    void thinking_removedFromTheMiddle_isRefused() {
        messages.set(3, withoutThinking(messages.get(3)));

        assertThat(api().answer(same()))
                .startsWith("400 messages.5.content.0" + MISMATCH)
                .endsWith(
                        "The `thinking` block that preceded this one when it was created is missing from this request.");
    }

    @Test
    void thinking_putBack_isRefused() {
        List<String> whole = List.copyOf(messages);
        messages.set(1, withoutThinking(messages.get(1)));
        JsonNode answer = answering(prompt -> Reply.of(Reply.thinkingBlock("Later."), Reply.textBlock("Done.")))
                .whole(same());
        messages.clear();
        messages.addAll(whole);
        messages.add("{'role':'assistant','content':"
                + Json.write(answer.path("content")).replace('"', '\'') + "}");
        messages.add(USER);

        assertThat(api().answer(same())).startsWith("400 messages.7.content.0" + MISMATCH);
    }

    @Test
    void mismatch_withDropBlock_isDroppedAndTold() {
        String drop = "'thinking':{'type':'adaptive','block_binding':{'prefix_mismatch_behavior':'drop_block'}},";
        String edited = request(SYSTEM + TOOLS + drop).replace("Question 2", "Question two");

        JsonNode told = api().beta(BETA).whole(edited).path("input_transformations");
        assertThat(told).hasSize(2);
        assertThat(Json.write(told.get(0)))
                .isEqualTo("{\"type\":\"thinking_dropped\",\"path\":\"messages.3.content.0\","
                        + "\"reason\":\"prefix_binding_mismatch\"}");
        assertThat(told.get(1).path("path").asText()).isEqualTo("messages.5.content.0");
    }

    @Test
    void transformations_inAStream_areInMessageStart() {
        String drop = "'stream':true,'thinking':{'type':'adaptive','block_binding':"
                + "{'prefix_mismatch_behavior':'drop_block'}},";
        SimulatedResponse.Stream stream =
                (SimulatedResponse.Stream) api().beta(BETA).handle(request(drop));
        StreamStep.Frame start = (StreamStep.Frame) stream.steps().next();

        assertThat(start.data()).contains("\"input_transformations\":[{\"type\":\"thinking_dropped\"");
    }

    @Test
    void transformations_areToldOnlyToThoseWhoAsk() {
        assertThat(api().beta(BETA).whole(same()).path("input_transformations").isArray())
                .isTrue();
        assertThat(api().whole(same()).has("input_transformations")).isFalse();
    }

    @Test
    void blockBinding_withoutHeaderOrThinking_isRefused() {
        String drop = "'thinking':{'type':'adaptive','block_binding':{'prefix_mismatch_behavior':'drop_block'}},";
        String between = drop.replace("adaptive", "between_tools");

        assertThat(api().answer(request(drop)))
                .isEqualTo("400 thinking.adaptive.block_binding: Extra inputs are not permitted. That setting requires"
                        + " the `" + BETA + "` value in the `anthropic-beta` header.");
        assertThat(api().beta(BETA).answer(bodyFor("claude-sonnet-5-5", between, USER)))
                .isEqualTo("400 thinking.between_tools.block_binding: Extra inputs are not permitted");
        assertThat(api().beta(BETA).answer(bodyFor(OPUS, drop.replace("drop_block", "forget"), USER)))
                .endsWith("prefix_mismatch_behavior: Input should be 'error' or 'drop_block'");
    }

    @Test
    void modelThatDoesNotBind_takesEveryEdit() {
        messages.clear();
        messages.addAll(conversation("claude-opus-5"));
        String edited = same().replace("Question 1", "Question one").replace("Be brief.", "Be long.");

        assertThat(api().answer(edited.replace(OPUS, "claude-opus-5"))).isEqualTo("200");
        assertThat(api().answer(edited)).isEqualTo("200");
    }

    @Test
    void thinkingOfANewerModel_isDroppedSilently() {
        String old = same().replace(OPUS, "claude-opus-5");

        assertThat(api().answer(old)).isEqualTo("200");
        assertThat(Json.write(api().beta(BETA).whole(old).path("input_transformations")))
                .contains("model_binding_mismatch")
                .doesNotContain("prefix_binding_mismatch");
    }

    @Test
    void compaction_restartsTheCheck() {
        String compaction = "{'type':'compaction','content':'Three questions.'}";
        messages.set(5, messages.get(5).replace("'content':[", "'content':[" + compaction + ","));

        assertThat(api().answer(same().replace("Question 1", "Question one"))).isEqualTo("200");
    }

    @Test
    void turnOfSeveralMessages_isAcceptedAsOne() {
        JsonNode answer = answering(prompt ->
                        Reply.of(Reply.thinkingBlock("One."), Reply.thinkingBlock("Two."), Reply.textBlock("Done.")))
                .whole(bodyFor(OPUS, "", USER));
        String first = Json.write(answer.path("content").get(0)).replace('"', '\'');
        String second = Json.write(answer.path("content").get(1)).replace('"', '\'');

        assertThat(api().answer(bodyFor(OPUS, "", USER, assistant(first), assistant(second), USER)))
                .isEqualTo("200");
    }

    @Test
    void turnOfSeveralRequests_isAcceptedAsOneMessage() {
        String search = "{'type':'server_tool_use','id':'srvtoolu_s','name':'web_search','input':{}}";
        String found = "{'type':'web_search_tool_result','tool_use_id':'srvtoolu_s','content':[]}";
        JsonNode more = answering(prompt -> Reply.of(Reply.thinkingBlock("More."), Reply.textBlock("Done.")))
                .whole(bodyFor(OPUS, "", USER, assistant(search + "," + found)));
        String content = Json.write(more.path("content")).replace('"', '\'');
        String joined = assistant(search + "," + found + "," + content.substring(1, content.length() - 1));

        assertThat(api().answer(bodyFor(OPUS, "", USER, joined, USER))).isEqualTo("200");
        assertThat(api().answer(bodyFor(OPUS, "", "{'role':'user','content':'Ho'}", joined, USER)))
                .contains(MISMATCH);
    }
}
