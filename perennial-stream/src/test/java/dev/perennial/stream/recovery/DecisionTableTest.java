package dev.perennial.stream.recovery;

import static dev.perennial.stream.recovery.Rule.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One test for each row: how the break looks on the wire, what is sent, what the consumer gets. */
class DecisionTableTest {

    private static final Wire ANSWER = Wire.message().text("Hello", " world").end("end_turn", 5);
    private static final String BODY = Recoveries.BODY;
    private static final String STRUCTURED = BODY.replace(
            "\"stream\":true",
            "\"stream\":true,\"output_config\":{\"format\":{\"type\":\"json_schema\",\"schema\":{}}}");

    @Test
    @Cell(R_01)
    void cancel_inText_endsWithWhatArrived() {
        VirtualDriver run = VirtualDriver.of(
                        Recoveries.usual(), Answer.of(Wire.message().openText("Hel")))
                .at(Duration.ofSeconds(3), new Input.Cancel())
                .run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(run.outcome().report().message().blocks().getFirst().json()).contains("\"text\":\"Hel\"");
        assertThat(run.elapsed()).isEqualTo(Duration.ofSeconds(3));
        assertThat(run.rules()).containsExactly(R_01);
    }

    @Test
    @Cell(R_02)
    void cutAfterStopReason_isComplete_andClosedLocally() {
        Wire cut = Wire.message().text("Hello", " world").stopReason("end_turn", 5);

        VirtualDriver run =
                VirtualDriver.of(Recoveries.usual(), Answer.whole(cut)).run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
        assertThat(run.events()).isEqualTo(ANSWER.toString());
        assertThat(run.delivered()).contains(": perennial closed R-02\n\n");
        assertThat(run.calls()).hasSize(1);
    }

    @Test
    @Cell(R_02)
    void silenceAfterStopReason_isClosedSoon() {
        Wire silent = Wire.message().text("Hello", " world").stopReason("end_turn", 5);

        VirtualDriver run =
                VirtualDriver.of(Recoveries.usual(), Answer.of(silent)).run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
        assertThat(run.elapsed()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    @Cell(R_03)
    void totalTimeOver_endsAsBudgetSpent() {
        Recovery recovery = Recoveries.with(Budgets.DEFAULT.withTotal(Duration.ofSeconds(20)));
        Answer slow = Answer.of(Wire.message().openText("a"))
                .pause(Duration.ofSeconds(20))
                .then(new Wire().ping());

        VirtualDriver run = VirtualDriver.of(recovery, slow).run();

        assertThat(run.outcome()).isInstanceOf(Outcome.BudgetSpent.class);
        assertThat(run.elapsed()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    @Cell(R_04)
    void badRequest_isRejectedAtOnce_withTheApisOwnBody() {
        String error =
                "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"max_tokens: no\"}}";

        VirtualDriver run =
                VirtualDriver.of(Recoveries.usual(), Answer.status(400, error)).run();

        assertThat(run.outcome()).isInstanceOfSatisfying(Outcome.Rejected.class, r -> {
            Cause.Status cause = (Cause.Status) r.cause();
            assertThat(cause.fault().message()).isEqualTo("max_tokens: no");
            assertThat(cause.body()).asString().isEqualTo(error);
        });
        assertThat(run.calls()).hasSize(1);
    }

    @Test
    @Cell(R_04)
    void spendLimit_isRejectedAtOnce_thoughItIsA429() {
        String error = "{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"Spent.\","
                + "\"details\":{\"error_code\":\"enforced_spend_limit_reached\"}}}";

        VirtualDriver run =
                VirtualDriver.of(Recoveries.usual(), Answer.status(429, error)).run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Rejected.class);
        assertThat(run.calls()).hasSize(1);
    }

    @Test
    @Cell(R_04)
    void badRequest_toARequestOfOurOwn_isACut_forTheCallersWasAccepted() {
        Answer refused = Answer.status(400, "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\"}}");

        VirtualDriver run = VirtualDriver.of(
                        Recoveries.usual(), Answer.whole(Wire.message().text("Hello")), refused)
                .run();

        assertThat(run.rules()).containsExactly(R_44, R_04);
        assertThat(run.outcome()).isInstanceOf(Outcome.Cut.class);
        assertThat(run.outcome().retryable()).isTrue();
    }

    @Test
    @Cell(R_04)
    void rejectionUnderStatus200_isRejectedAtOnce() {
        String error = "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\"}}";

        VirtualDriver run =
                VirtualDriver.of(Recoveries.usual(), Answer.status(200, error)).run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Rejected.class);
        assertThat(run.calls()).hasSize(1);
    }

    @Test
    @Cell(R_04)
    void invalidRequestInTheStream_neverResumes() {
        Wire error = Wire.message().openText("Hel").error("invalid_request_error");

        VirtualDriver run =
                VirtualDriver.of(Recoveries.usual(), Answer.of(error)).run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Rejected.class);
    }

    @Test
    @Cell(R_05)
    void threadBody_cutAfterItsHead_isNotResumed() {
        String body = BODY.replace("\"stream\":true", "\"stream\":true,\"thread\":{\"type\":\"create\"}");

        VirtualDriver run = VirtualDriver.of(Recoveries.of(body), Answer.whole(Wire.message()))
                .run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Cut.class);
        assertThat(run.rules()).containsExactly(R_05);
    }

    @Test
    void threadBody_overloadedBeforeAnyStream_isSentAgain() {
        String body = BODY.replace("\"stream\":true", "\"stream\":true,\"thread\":{\"type\":\"create\"}");

        VirtualDriver run = VirtualDriver.of(Recoveries.of(body), Answer.status(529, "{}"), Answer.whole(ANSWER))
                .run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
    }

    @Test
    @Cell({R_06, R_20})
    void liveStructuredText_restartDiffers_isCut() {
        Wire cut = Wire.message().openText("{\"a\":", "1");
        Wire other = Wire.message().text("{\"b\"", ":1}").end("end_turn", 5);

        VirtualDriver run = VirtualDriver.of(
                        Recoveries.of(STRUCTURED, Delivery.FOLLOWED),
                        Answer.of(cut).end(HowEnded.RESET),
                        Answer.whole(other))
                .run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Cut.class);
        assertThat(run.rules()).containsExactly(R_20, R_06);
    }

    @Test
    @Cell(R_20)
    void liveStructuredText_restartRepeats_isSplicedWhereItWentOn() {
        Wire cut = Wire.message().openText("{\"a\":", "1");
        Wire again = Wire.message().text("{\"a\"", ":12", ",\"b\":2}").end("end_turn", 9);

        VirtualDriver run = VirtualDriver.of(
                        Recoveries.of(STRUCTURED, Delivery.FOLLOWED),
                        Answer.of(cut).end(HowEnded.RESET),
                        Answer.whole(again))
                .run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
        assertThat(run.events())
                .isEqualTo(Wire.message()
                        .text("{\"a\":", "1", "2", ",\"b\":2}")
                        .end("end_turn", 9)
                        .toString());
    }

    private static VirtualDriver structuredRestart(Wire again) {
        Answer cut = Answer.of(Wire.message().openText("{\"a\":", "1")).end(HowEnded.RESET);
        return VirtualDriver.of(Recoveries.of(STRUCTURED, Delivery.FOLLOWED), cut, Answer.whole(again))
                .run();
    }

    @Test
    @Cell(R_20)
    void liveStructuredText_restartThinksFirst_isSplicedWithoutTheThinking() {
        VirtualDriver run = structuredRestart(
                Wire.message().thinking("Hm", "sig").text("{\"a\":", "12}").end("end_turn", 9));

        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
        assertThat(run.events())
                .isEqualTo(Wire.message()
                        .text("{\"a\":", "1", "2}")
                        .end("end_turn", 9)
                        .toString());
    }

    @Test
    @Cell(R_20)
    void liveStructuredText_restartIsWholeInItsStart_isSpliced() {
        Wire again = Wire.message().block("{\"type\":\"text\",\"text\":\"{\\\"a\\\":12}\"}");

        VirtualDriver run = structuredRestart(again.stop().end("end_turn", 9));

        assertThat(Consumer.of(run.delivered()).blocks())
                .singleElement()
                .satisfies(b -> assertThat(b.text()).isEqualTo("{\"a\":12}"));
    }

    @Test
    @Cell(R_06)
    void liveStructuredText_restartCallsInstead_isCut() {
        VirtualDriver run =
                structuredRestart(Wire.message().call("toolu_1", "{}").end("tool_use", 9));

        assertThat(run.outcome()).isInstanceOf(Outcome.Cut.class);
        assertThat(run.rules()).containsExactly(R_20, R_06);
        assertThat(run.events())
                .isEqualTo(Wire.message().openText("{\"a\":", "1").toString());
    }

    @Test
    @Cell(R_06)
    void liveStructuredText_restartRefuses_isCut() {
        VirtualDriver run = structuredRestart(Wire.message().end("refusal", 1));

        assertThat(run.outcome()).isInstanceOf(Outcome.Cut.class);
        assertThat(run.events())
                .isEqualTo(Wire.message().openText("{\"a\":", "1").toString());
    }

    @Test
    @Cell(R_10)
    void cutAfterWholeCall_closesLocallyWithToolUse() {
        Wire cut = Wire.message().call("toolu_1", "{\"path\":\"a\"}");

        VirtualDriver run =
                VirtualDriver.of(Recoveries.usual(), Answer.whole(cut)).run();

        assertThat(run.outcome()).isInstanceOfSatisfying(Outcome.Complete.class, c -> {
            assertThat(c.stopReason()).isEqualTo("tool_use");
            assertThat(c.estimated()).isTrue();
        });
        assertThat(run.events()).contains("\"stop_reason\":\"tool_use\"").endsWith("{\"type\":\"message_stop\"}\n\n");
        assertThat(run.calls()).hasSize(1);
    }

    @Test
    @Cell(R_10)
    void secondCallCut_isDropped_theFirstIsAnsweredFirst() {
        Wire cut = Wire.message().call("toolu_1", "{\"path\":\"a\"}").openCall("toolu_2", "{\"path\":\"");

        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), Answer.of(cut).end(HowEnded.RESET))
                .run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
        assertThat(run.delivered()).contains("toolu_1").doesNotContain("toolu_2");
    }

    @Test
    @Cell(R_10)
    void textCutAfterWholeCall_isClosedWithIt() {
        Wire cut = Wire.message().call("toolu_1", "{}").openText("And th");

        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), Answer.of(cut).end(HowEnded.RESET))
                .run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
        assertThat(run.events()).contains("{\"type\":\"content_block_stop\",\"index\":1}");
        assertThat(run.delivered()).contains(": perennial closed R-10, usage estimated, block 1 cut\n\n");
        assertThat(run.outcome().report().message().blocks())
                .extracting(BlockProgress::finished)
                .containsExactly(true, false);
    }

    @Test
    @Cell(R_11)
    void overloadedForever_endsAfterTenAttempts() {
        VirtualDriver run =
                VirtualDriver.of(Recoveries.usual(), Answer.status(529, "{}")).run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Overloaded.class);
        assertThat(run.outcome().report().attempts()).hasSize(10);
        assertThat(run.rules().getLast()).isEqualTo(R_11);
    }

    @Test
    @Cell(R_12)
    void cutAfterFallback_isCut() {
        Wire cut = Wire.message()
                .text("Half")
                .block("{\"type\":\"fallback\",\"from\":{\"model\":\"a\"},\"to\":{\"model\":\"b\"}}")
                .stop();

        VirtualDriver run =
                VirtualDriver.of(Recoveries.usual(), Answer.whole(cut)).run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Cut.class);
        assertThat(run.rules()).containsExactly(R_12);
    }

    @Test
    @Cell(R_13)
    void cutInBlockOfUnknownType_isCut_butItWasDelivered() {
        Wire cut = Wire.message().block("{\"type\":\"hologram\"}").delta("{\"type\":\"light_delta\",\"x\":1}");

        VirtualDriver run =
                VirtualDriver.of(Recoveries.usual(), Answer.whole(cut)).run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Cut.class);
        assertThat(run.events()).isEqualTo(cut.toString());
        assertThat(run.rules()).containsExactly(R_13);
    }

    @Test
    @Cell(R_14)
    void maxTokensUsedUp_closesAsMaxTokens() {
        String body = BODY.replace("64000", "10");
        Wire cut = Wire.message().text("A text that is surely longer than what ten tokens allow for.");

        VirtualDriver run =
                VirtualDriver.of(Recoveries.of(body), Answer.whole(cut)).run();

        assertThat(run.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Complete.class, c -> assertThat(c.stopReason()).isEqualTo("max_tokens"));
    }

    @Test
    @Cell(R_14)
    void noRoomForThinking_closesAsMaxTokens_ratherThanSendWhatTheApiRefuses() {
        String body = BODY.replace("64000", "1030")
                .replace(
                        "\"stream\":true",
                        "\"stream\":true,\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":1024}");
        Wire cut = Wire.message().text("A text of more than six tokens, so that less than 1024 are left.");

        VirtualDriver run =
                VirtualDriver.of(Recoveries.of(body), Answer.whole(cut)).run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
        assertThat(run.calls()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "64000.0,6399\\d",
        "6.4e4,6399\\d",
        "64000.5,64000.5",
        "\"64000\",\"64000\"",
        "1e99999999999,1e99999999999"
    })
    void maxTokens_shrinksHoweverItIsWritten_andStaysWhereItIsNotUnderstood(String written, String shrunk) {
        String body = BODY.replace("64000", written);
        Wire end = new Wire().start("msg_2", 90).end("end_turn", 1);

        VirtualDriver run = VirtualDriver.of(
                        Recoveries.of(body), Answer.whole(Wire.message().text("Hello world.")), Answer.whole(end))
                .run();

        assertThat(run.body(2)).containsPattern("\"max_tokens\":" + shrunk + ",");
    }

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
    @Cell(R_22)
    void heldStructuredText_cut_isSentAgain() {
        Wire cut = Wire.message().openText("{\"a\":", "1");
        Wire other = Wire.message().text("{\"b\"", ":1}").end("end_turn", 5);

        VirtualDriver run = VirtualDriver.of(Recoveries.of(STRUCTURED), Answer.whole(cut), Answer.whole(other))
                .run();

        assertThat(run.events()).isEqualTo(other.toString());
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

    @Test
    @Cell(R_40)
    void cutAfterStructuredText_thatIsOutLive_isCut() {
        Wire cut = Wire.message().text("{\"a\":1}");

        VirtualDriver run = VirtualDriver.of(Recoveries.of(STRUCTURED, Delivery.FOLLOWED), Answer.whole(cut))
                .run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Cut.class);
        assertThat(run.rules()).containsExactly(R_40);
    }

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

    @Test
    @Cell(R_99)
    void aStateThatNoRowKnows_endsAsCut() {
        Situation unheardOf = new Situation(
                new Cause.Reset(),
                false,
                true,
                true,
                false,
                false,
                false,
                Optional.empty(),
                false,
                false,
                false,
                Optional.of(BlockKind.SERVER_CALL),
                false,
                false,
                true);

        assertThat(Rule.decide(unheardOf)).isEqualTo(R_99);
    }

    private static String markIn(Call call) {
        String body = new String(call.body(), java.nio.charset.StandardCharsets.UTF_8);
        int at = body.indexOf("<done-");
        return body.substring(at, body.indexOf("/>", at) + 2);
    }
}
