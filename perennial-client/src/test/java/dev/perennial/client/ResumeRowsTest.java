package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.anthropic.models.messages.MessageCreateParams;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.stream.recovery.Call;
import dev.perennial.stream.recovery.Cause;
import dev.perennial.stream.recovery.Delivery;
import dev.perennial.stream.recovery.Rule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row of the decision table, for what another process had received: what is decided, and what the server is asked. */
final class ResumeRowsTest {

    private static final String THINKING = "{'type':'thinking','thinking':'Hm','signature':'sig'}";
    private static final String CUT_THINKING = "{'type':'thinking','thinking':'Hm','signature':''}";
    private static final String TEXT = "{'type':'text','text':'The river rises in the hills.'}";
    private static final String CALL = "{'type':'tool_use','id':'toolu_1','name':'write','input':{'a':1}}";
    private static final String SEARCH = "{'type':'server_tool_use','id':'srvtoolu_1','name':'web_search','input':{}}";
    private static final String FOUND = "{'type':'web_search_tool_result','tool_use_id':'srvtoolu_1','content':[]}";
    private static final String COMPACTION = "{'type':'compaction','content':'All so far.'}";

    private static final String SCHEMA = "'output_config':{'format':{'type':'json_schema','schema':{}}}";
    private static final String EAGER =
            "'tools':[{'name':'write','eager_input_streaming':true,'input_schema':{'type':'object'}}]";
    private static final String FORCED = "'tool_choice':{'type':'any'}";

    private static Arguments row(Rule rule, String asked, String request, String... blocks) {
        return Arguments.of(rule, asked, request, Delivery.WIRE, List.of(blocks));
    }

    private static Arguments live(Rule rule, String asked, String request, String... blocks) {
        return Arguments.of(rule, asked, request, Delivery.FOLLOWED, List.of(blocks));
    }

    /** A block that has not ended. */
    private static String open(String block) {
        return "open " + block;
    }

    static Stream<Arguments> rows() {
        return Stream.of(
                row(Rule.R_05, "nothing", "'thread':{'type':'continue','id':'t'}", open(TEXT)),
                row(Rule.R_10, "nothing", "", CALL),
                row(Rule.R_10, "nothing", "", TEXT, CALL, open(CALL)),
                row(Rule.R_12, "nothing", "", "{'type':'fallback'}", open(TEXT)),
                row(Rule.R_13, "nothing", "", "{'type':'hologram'}"),
                row(Rule.R_14, "nothing", "'max_tokens':5", open(TEXT)),
                live(Rule.R_20, "ORIGINAL", SCHEMA, open(TEXT)),
                row(Rule.R_21, "CONTINUING", "", open(TEXT)),
                row(Rule.R_21, "PREFILL", "'model':'claude-sonnet-4-5'", open(TEXT)),
                row(Rule.R_22, "ORIGINAL", SCHEMA, open(TEXT)),
                row(Rule.R_24, "nothing", FORCED, open(TEXT)),
                row(Rule.R_25, "ORIGINAL", EAGER, open(CALL)),
                row(Rule.R_26, "ASKING", EAGER, TEXT, open(CALL)),
                row(Rule.R_27, "PAUSED_TURN", EAGER, SEARCH, FOUND, open(CALL)),
                row(Rule.R_30, "ORIGINAL", ""),
                row(Rule.R_31, "ORIGINAL", "", open(CUT_THINKING)),
                row(Rule.R_32, "ORIGINAL", "", THINKING),
                row(Rule.R_33, "ORIGINAL", "", THINKING, open(CALL)),
                row(Rule.R_34, "ORIGINAL", "", SEARCH),
                row(Rule.R_35, "ORIGINAL", "", open(COMPACTION)),
                row(Rule.R_36, "ORIGINAL", "", SEARCH, open(FOUND)),
                live(Rule.R_40, "nothing", SCHEMA, TEXT),
                row(Rule.R_41, "ASKING", "", TEXT, open(CALL)),
                live(Rule.R_41, "ASKING", "", TEXT, open(CALL)),
                row(Rule.R_42, "ASKING", "", TEXT, open(CUT_THINKING)),
                row(Rule.R_43, "ASKING", "", TEXT, SEARCH),
                row(Rule.R_44, "ASKING", "", THINKING, TEXT),
                row(Rule.R_50, "PAUSED_TURN", "", SEARCH, FOUND),
                row(Rule.R_51, "PAUSED_TURN", "", COMPACTION));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void row_decides_andAsksAsAfterABreak(
            Rule rule, String asked, String request, Delivery delivery, List<String> blocks) throws Exception {
        try (ScriptedServer server = refusing();
                UnbrokenClient client = UnbrokenClient.to(server.url(), s -> s.delivery(delivery))) {
            resume(client, params(request), received(blocks));

            assertThat(client.events(PerennialEvent.Break.class).getFirst())
                    .extracting(PerennialEvent.Break::cause, PerennialEvent.Break::rule)
                    .containsExactly(new Cause.ProcessDied(), rule);
            assertThat(asked(client)).isEqualTo(asked);
            assertThat(server.exchanges()).hasSize(asked.equals("nothing") ? 0 : 1);
        }
    }

    @ParameterizedTest
    @CsvSource({"max-resumes=0, R_11, cut", "max-resume-tokens=0, R_15, budget_spent"})
    void budgets_ofTheCaller_hold(String header, Rule rule, String outcome) throws Exception {
        MessageCreateParams limited = params("").toBuilder()
                .putAdditionalHeader(Perennial.HEADER, header)
                .build();
        try (ScriptedServer server = refusing();
                UnbrokenClient client = UnbrokenClient.to(server.url())) {
            resume(client, limited, received(List.of(open(TEXT))));

            assertThat(client.events(PerennialEvent.Break.class))
                    .singleElement()
                    .extracting(PerennialEvent.Break::rule)
                    .isEqualTo(rule);
            assertThat(client.events(PerennialEvent.End.class)
                            .getFirst()
                            .outcome()
                            .code())
                    .isEqualTo(outcome);
            assertThat(server.exchanges()).isEmpty();
        }
    }

    private static ScriptedServer refusing() {
        return ScriptedServer.http(e -> e.respond(
                400,
                "application/json",
                "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"No.\"}}"));
    }

    private static void resume(UnbrokenClient client, MessageCreateParams params, ReceivedMessage received) {
        try (MessageStream stream = MessageStream.resume(client.sync(), params, received)) {
            Throwable failure = catchThrowable(stream::untilDone);
            assertThat(failure == null || failure instanceof MessageStreamException)
                    .isTrue();
        }
    }

    private static String asked(UnbrokenClient client) {
        if (!client.events(PerennialEvent.Attempt.class).isEmpty()) {
            return Call.Shape.ORIGINAL.name();
        }
        return client.events(PerennialEvent.Resume.class).stream()
                .map(resume -> resume.shape().name())
                .findFirst()
                .orElse("nothing");
    }

    private static ReceivedMessage received(List<String> blocks) {
        ReceivedMessage received = ReceivedMessage.begun(
                json("{'id':'msg_0','model':'claude-opus-5-5','usage':{'input_tokens':25,'output_tokens':1}}"));
        for (String block : blocks) {
            boolean open = block.startsWith("open ");
            ObjectNode json = json(open ? block.substring("open ".length()) : block);
            received = received.with(new ReceivedMessage.Block(json, "", !open, false));
        }
        return received;
    }

    private static MessageCreateParams params(String fields) {
        ObjectNode body = json("{'model':'claude-opus-5-5','max_tokens':4000,'messages':[{'role':'user',"
                + "'content':'Go.'}]" + (fields.isEmpty() ? "" : "," + fields) + "}");
        return RawMessages.params(body);
    }

    private static ObjectNode json(String text) {
        return RawMessages.parse(text.replace('\'', '"'));
    }
}
