package dev.perennial.stream.recovery;

import static dev.perennial.stream.recovery.Rule.R_22;
import static dev.perennial.stream.recovery.Rule.R_30;
import static dev.perennial.stream.recovery.Rule.R_31;
import static dev.perennial.stream.recovery.Rule.R_32;
import static dev.perennial.stream.recovery.Rule.R_33;
import static dev.perennial.stream.recovery.Rule.R_34;
import static dev.perennial.stream.recovery.Rule.R_35;
import static dev.perennial.stream.recovery.Rule.R_36;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Breaks after which the same body is sent again, because the consumer has nothing that it would get twice. */
class SentAgainTest {

    private static final Wire ANSWER = Wire.message().text("Hello", " world").end("end_turn", 5);
    private static final String BODY = Recoveries.BODY;

    @Test
    @Cell(R_22)
    void cutInBlankText_isSentAgain_andTheBlankIsNeverSeen() {
        Wire blank = Wire.message().openText("\n", " \n");

        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), Answer.whole(blank), Answer.whole(ANSWER))
                .run();

        assertThat(run.events()).isEqualTo(ANSWER.toString());
        assertThat(run.body(2)).isEqualTo(BODY);
        assertThat(run.rules()).containsExactly(R_22);
    }

    @Test
    @Cell(R_30)
    void cutBeforeContent_isSentAgain_invisibly() {
        VirtualDriver run = VirtualDriver.of(
                        Recoveries.usual(),
                        Answer.whole(Wire.message().ping()),
                        Answer.whole(new Wire()
                                .start("msg_2", 30)
                                .text("Hello", " world")
                                .end("end_turn", 5)))
                .run();

        assertThat(run.events()).isEqualTo(ANSWER.toString());
        assertThat(run.body(2)).isEqualTo(BODY);
        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
        assertThat(run.outcome().report().message().messageId()).isEqualTo("msg_1");
    }

    @Test
    @Cell(R_31)
    void cutInThinking_isSentAgain_theCutThinkingStaysUnsigned() {
        Wire cut = Wire.message().openThinking("Let me");
        Wire whole = Wire.message().thinking("Let us see", "sig").text("Hi").end("end_turn", 9);

        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), Answer.whole(cut), Answer.whole(whole))
                .run();

        assertThat(run.events())
                .isEqualTo(Wire.message()
                        .openThinking("Let me")
                        .stop()
                        .thinking("Let us see", "sig")
                        .text("Hi")
                        .end("end_turn", 9)
                        .toString());
        assertThat(run.body(2)).isEqualTo(BODY);
    }

    @Test
    @Cell(R_31)
    void cutInThinking_forConsumersThatFollow_restartsTheBlock() {
        Wire cut = Wire.message().openThinking("Let me");
        Wire whole = Wire.message().thinking("Let us see", "sig").text("Hi").end("end_turn", 9);

        VirtualDriver run = VirtualDriver.of(Recoveries.with(Delivery.FOLLOWED), Answer.whole(cut), Answer.whole(whole))
                .run();

        assertThat(run.delivered()).contains(": perennial restart 0\n\n");
        assertThat(run.events().split("\"index\":0,\"content_block\":", -1)).hasSize(3);
    }

    @Test
    @Cell(R_31)
    void cutInHeldThinking_isNeverSeen() {
        Delivery held = new Delivery(Delivery.Showing.HELD, Delivery.Showing.HELD, Delivery.Showing.HELD, false);
        Wire whole = Wire.message().thinking("Let us see", "sig").text("Hi").end("end_turn", 9);

        VirtualDriver run = VirtualDriver.of(
                        Recoveries.with(held), Answer.whole(Wire.message().openThinking("Let me")), Answer.whole(whole))
                .run();

        assertThat(run.events()).isEqualTo(whole.toString());
    }

    @Test
    @Cell(R_32)
    void cutAfterThinking_isSentAgain_andItsThinkingSuppressed() {
        Wire cut = Wire.message().thinking("One way", "sig1");
        Wire whole = Wire.message().thinking("Another way", "sig2").text("Hi").end("end_turn", 9);

        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), Answer.whole(cut), Answer.whole(whole))
                .run();

        assertThat(run.events())
                .isEqualTo(Wire.message()
                        .thinking("One way", "sig1")
                        .text("Hi")
                        .end("end_turn", 9)
                        .toString());
        assertThat(run.body(2)).isEqualTo(BODY);
    }

    @Test
    @Cell(R_33)
    void cutInFirstCall_isSentAgain_theCutCallIsNeverSeen() {
        Wire cut = Wire.message().openCall("toolu_1", "{\"path\":\"a.txt\",\"text\":\"hel");
        Wire whole = Wire.message().call("toolu_2", "{\"path\":", "\"a.txt\"}").end("tool_use", 9);

        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), Answer.whole(cut), Answer.whole(whole))
                .run();

        assertThat(run.events()).isEqualTo(whole.toString());
        assertThat(run.body(2)).isEqualTo(BODY);
    }

    @Test
    @Cell(R_33)
    void cutInFirstCall_forConsumersThatFollow_restartsTheBlock() {
        Wire cut = Wire.message().openCall("toolu_1", "{\"path\":\"a.txt\",\"text\":\"hel");
        Wire whole = Wire.message().call("toolu_2", "{\"path\":", "\"a.txt\"}").end("tool_use", 9);

        VirtualDriver run = VirtualDriver.of(Recoveries.with(Delivery.FOLLOWED), Answer.whole(cut), Answer.whole(whole))
                .run();

        assertThat(run.delivered()).contains("toolu_1", ": perennial restart 0\n\n", "toolu_2");
    }

    @Test
    @Cell(R_33)
    void finishedCallWithBrokenInput_isACutCall() {
        Wire cut = Wire.message().call("toolu_1", "{\"path\":\"a.txt\",\"text\":\"hel");
        Wire whole = Wire.message().call("toolu_2", "{}").end("tool_use", 9);

        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), Answer.whole(cut), Answer.whole(whole))
                .run();

        assertThat(run.events()).isEqualTo(whole.toString());
    }

    @Test
    void finishedCallWithBrokenInput_thatTheModelStoppedIn_isDelivered() {
        Wire cut = Wire.message()
                .call("toolu_1", "{\"path\":\"a.txt\",\"text\":\"hel")
                .end("max_tokens", 9);

        VirtualDriver run =
                VirtualDriver.of(Recoveries.usual(), Answer.whole(cut)).run();

        assertThat(run.events()).isEqualTo(cut.toString());
    }

    @Test
    @Cell(R_33)
    void cutInFirstCall_afterBlankText_isSentAgain_forNothingCanBeQuoted() {
        Wire cut = Wire.message().thinking("T", "sig").text("\n\n").openCall("toolu_1", "{\"path\"");
        Wire whole = Wire.message().thinking("U", "sig2").call("toolu_2", "{}").end("tool_use", 9);

        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), Answer.whole(cut), Answer.whole(whole))
                .run();

        assertThat(run.rules()).containsExactly(R_33);
        assertThat(run.body(2)).isEqualTo(BODY);
        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
    }

    @Test
    @Cell(R_34)
    void cutWhileServerToolRuns_isSentAgain_theDanglingCallIsNeverSeen() {
        Wire cut = Wire.message().serverCall("srvtoolu_1");
        Wire whole = Wire.message()
                .serverCall("srvtoolu_2")
                .serverResult("srvtoolu_2")
                .text("Hi")
                .end("end_turn", 9);

        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), Answer.whole(cut), Answer.whole(whole))
                .run();

        assertThat(run.events()).isEqualTo(whole.toString());
    }

    @Test
    @Cell(R_36)
    void cutInAServerResult_isSentAgain_andNeitherCallNorResultWasSeen() {
        Wire cut = Wire.message()
                .serverCall("srvtoolu_1")
                .block("{\"type\":\"web_search_tool_result\",\"tool_use_id\":\"srvtoolu_1\",\"content\":[]}");

        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), Answer.whole(cut), Answer.whole(ANSWER))
                .run();

        assertThat(run.events()).isEqualTo(ANSWER.toString());
        assertThat(run.rules()).containsExactly(R_36);
    }

    @Test
    @Cell(R_34)
    void usageToldWhileAServerToolRuns_isNoEnd_andReleasesNothing() {
        Wire cut = Wire.message().serverCall("srvtoolu_1");
        cut.frame("message_delta", "{\"type\":\"message_delta\",\"delta\":{},\"usage\":{\"output_tokens\":3}}");

        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), Answer.whole(cut), Answer.whole(ANSWER))
                .run();

        assertThat(run.delivered()).doesNotContain("srvtoolu_1");
        assertThat(run.rules()).containsExactly(R_34);
    }

    @Test
    @Cell(R_35)
    void cutInCompaction_isSentAgain() {
        Wire cut = Wire.message().block("{\"type\":\"compaction\",\"content\":null}");
        Wire whole = Wire.message()
                .block("{\"type\":\"compaction\",\"content\":null}")
                .delta("{\"type\":\"compaction_delta\",\"content\":\"S\",\"encrypted_content\":null}")
                .stop()
                .text("Hi")
                .end("end_turn", 9);

        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), Answer.whole(cut), Answer.whole(whole))
                .run();

        assertThat(run.events()).isEqualTo(whole.toString());
    }

    @Test
    @Cell(R_36)
    void cutInSealedThinking_isSentAgain() {
        Wire cut = Wire.message().block("{\"type\":\"redacted_thinking\",\"data\":\"abc\"}");

        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), Answer.whole(cut), Answer.whole(ANSWER))
                .run();

        assertThat(run.rules()).containsExactly(R_36);
        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
    }
}
