package dev.perennial.stream.recovery;

import static dev.perennial.stream.recovery.Rule.R_41;
import static dev.perennial.stream.recovery.Rule.R_42;
import static dev.perennial.stream.recovery.Rule.R_43;
import static dev.perennial.stream.recovery.Rule.R_44;
import static dev.perennial.stream.recovery.Rule.R_50;
import static dev.perennial.stream.recovery.Rule.R_51;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Breaks after finished blocks: the model is shown them, and goes on. */
class AskedForMoreTest {

    private static final String BODY = Recoveries.BODY;

    @Test
    @Cell(R_41)
    void cutInCallAfterText_asksForTheCallAgain() {
        Wire cut = Wire.message().text("I will write it.").openCall("toolu_1", "{\"path\":\"a");
        Wire more = new Wire()
                .start("msg_2", 80)
                .call("toolu_2", "{\"path\":\"a\"}")
                .end("tool_use", 20);

        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), Answer.whole(cut), Answer.whole(more))
                .run();

        assertThat(run.body(2))
                .contains("{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"I will write it.\"}]}")
                .contains("Make the call again")
                .startsWith(BODY.substring(0, 20));
        assertThat(run.delivered()).doesNotContain("toolu_1");
        assertThat(run.events()).contains("\"index\":1,\"content_block\":{\"type\":\"tool_use\",\"id\":\"toolu_2\"");
        assertThat(run.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Complete.class, c -> assertThat(c.stopReason()).isEqualTo("tool_use"));
    }

    @Test
    @Cell(R_42)
    void cutInThinkingAfterText_goesOnAfterTheText() {
        Wire cut = Wire.message().thinking("T", "sig").text("First.").openThinking("Hm");
        Wire more = new Wire()
                .start("msg_2", 80)
                .thinking("More", "sig2")
                .text("Second.")
                .end("end_turn", 20);

        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), Answer.whole(cut), Answer.whole(more))
                .run();

        assertThat(run.body(2))
                .contains("[{\"type\":\"thinking\",\"thinking\":\"T\",\"signature\":\"sig\"},"
                        + "{\"type\":\"text\",\"text\":\"First.\"}]");
        assertThat(run.delivered()).doesNotContain("sig2");
        assertThat(run.events()).contains("\"index\":3,\"delta\":{\"type\":\"text_delta\",\"text\":\"Second.\"}");
    }

    @Test
    @Cell(R_43)
    void cutWhileServerToolRuns_afterText_goesOnAfterTheText() {
        Wire cut = Wire.message().text("Searching.").serverCall("srvtoolu_1");
        Wire more = new Wire().start("msg_2", 80).text("Found.").end("end_turn", 20);

        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), Answer.whole(cut), Answer.whole(more))
                .run();

        assertThat(run.delivered()).doesNotContain("srvtoolu_1");
        assertThat(run.rules()).containsExactly(R_43);
        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
    }

    @Test
    @Cell(R_44)
    void cutAfterText_asksWhetherThereIsMore_andTheEndMarkIsAnEnd() {
        Wire cut = Wire.message().text("Hello", " world");

        VirtualDriver run = new VirtualDriver(
                        Recoveries.usual(),
                        (attempt, call) -> attempt == 1
                                ? Answer.whole(cut)
                                : Answer.whole(new Wire().start("msg_2", 90).stoppedAt(markIn(call))))
                .run();

        assertThat(run.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Complete.class, c -> assertThat(c.stopReason()).isEqualTo("end_turn"));
        assertThat(run.events()).startsWith(cut.toString()).contains("\"stop_reason\":\"end_turn\"");
        assertThat(run.body(2))
                .contains("\"stop_sequences\":[\"" + markIn(run.calls().get(1)) + "\"]");
    }

    @Test
    @Cell(R_44)
    void endMarkBehindACall_isAnEndThatWaitsForItsResult() {
        VirtualDriver run = new VirtualDriver(
                        Recoveries.usual(),
                        (attempt, call) -> attempt == 1
                                ? Answer.whole(Wire.message().text("Hello"))
                                : Answer.whole(new Wire()
                                        .start("msg_2", 90)
                                        .call("toolu_1", "{}")
                                        .stoppedAt(markIn(call))))
                .run();

        assertThat(Consumer.of(run.delivered()).stopReason()).isEqualTo("tool_use");
        assertThat(run.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Complete.class, c -> assertThat(c.stopReason()).isEqualTo("tool_use"));
    }

    @Test
    @Cell(R_44)
    void cutAfterText_emptyTextBeforeTheEndMark_isDropped() {
        Wire cut = Wire.message().text("Hello", " world");

        VirtualDriver run = new VirtualDriver(
                        Recoveries.usual(),
                        (attempt, call) -> attempt == 1
                                ? Answer.whole(cut)
                                : Answer.whole(
                                        new Wire().start("msg_2", 90).text("\n").stoppedAt(markIn(call))))
                .run();

        assertThat(run.events().split("content_block_start\n", -1)).hasSize(2);
    }

    @Test
    @Cell(R_44)
    void cutAfterText_blankTextAmongIt_isNotQuoted() {
        Wire cut = Wire.message().text().text("Hello").text("\n");
        Wire more = new Wire().start("msg_2", 90).end("end_turn", 1);

        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), Answer.whole(cut), Answer.whole(more))
                .run();

        assertThat(run.body(2)).contains("\"content\":[{\"type\":\"text\",\"text\":\"Hello\"}]");
    }

    @Test
    @Cell(R_44)
    void cutAfterText_onModelsThatTakeAPrefill_isPrefilled() {
        String body = BODY.replace("claude-opus-5-5", "claude-sonnet-4-5");
        Wire cut = Wire.message().text("Hello world.  ");
        Wire more = new Wire().start("msg_2", 80).text("More.").end("end_turn", 20);

        VirtualDriver run = VirtualDriver.of(
                        Recoveries.of(body, Recoveries.OLD_MODEL), Answer.whole(cut), Answer.whole(more))
                .run();

        assertThat(run.calls().get(1).shape()).isEqualTo(Call.Shape.PREFILL);
        assertThat(run.body(2))
                .endsWith("{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"Hello world.\"}]}]}");
    }

    @Test
    @Cell(R_50)
    void cutAfterServerResult_isSentBackAsAPausedTurn() {
        Wire cut = Wire.message().serverCall("srvtoolu_1").serverResult("srvtoolu_1");
        Wire more = new Wire().start("msg_2", 90).text("Found.").end("end_turn", 20);

        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), Answer.whole(cut), Answer.whole(more))
                .run();

        assertThat(run.calls().get(1).shape()).isEqualTo(Call.Shape.PAUSED_TURN);
        assertThat(run.body(2))
                .endsWith("{\"role\":\"assistant\",\"content\":[{\"type\":\"server_tool_use\",\"id\":\"srvtoolu_1\","
                        + "\"name\":\"web_search\",\"input\":{\"query\":\"x\"}},"
                        + "{\"type\":\"web_search_tool_result\",\"tool_use_id\":\"srvtoolu_1\",\"content\":[]}]}]}");
        assertThat(run.events()).contains("\"index\":2,\"content_block\":{\"type\":\"text\"");
    }

    @Test
    @Cell(R_51)
    void cutAfterCompaction_isSentBack() {
        Wire cut = Wire.message()
                .block("{\"type\":\"compaction\",\"content\":null}")
                .delta("{\"type\":\"compaction_delta\",\"content\":\"S\",\"encrypted_content\":null}")
                .stop();
        Wire more = new Wire().start("msg_2", 90).text("Hi").end("end_turn", 20);

        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), Answer.whole(cut), Answer.whole(more))
                .run();

        assertThat(run.body(2)).contains("[{\"type\":\"compaction\",\"content\":\"S\",\"encrypted_content\":null}]");
        assertThat(run.rules()).containsExactly(R_51);
    }

    @Test
    @Cell({R_50, R_51})
    void thinkingAfterASafePoint_changesNothing_andIsNotQuotedAtTheEnd() {
        Wire cut = Wire.message()
                .serverCall("srvtoolu_1")
                .serverResult("srvtoolu_1")
                .thinking("Seen.", "sig");
        Wire more = new Wire().start("msg_2", 90).text("Found.").end("end_turn", 20);

        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), Answer.whole(cut), Answer.whole(more))
                .run();

        assertThat(run.rules()).containsExactly(R_50);
        assertThat(run.body(2)).endsWith("\"content\":[]}]}]}");
    }

    private static String markIn(Call call) {
        String body = new String(call.body(), UTF_8);
        int at = body.indexOf("<done-");
        return body.substring(at, body.indexOf("/>", at) + 2);
    }
}
