package dev.perennial.stream.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What goes out when: comments at seams, events beside blocks, pings while nothing else comes. */
class SeamsTest {

    private static final Wire ANSWER = Wire.message().text("Hello").end("end_turn", 5);
    private static final String STRUCTURED = Recoveries.BODY.replace(
            "\"stream\":true",
            "\"stream\":true,\"output_config\":{\"format\":{\"type\":\"json_schema\",\"schema\":{}}}");
    private static final String WEATHER = "event: weather\ndata: {\"type\":\"weather\"}\n\n";
    private static final String PING = new Wire().ping().toString();

    private static VirtualDriver run(Recovery recovery, Answer... answers) {
        return VirtualDriver.of(recovery, answers).run();
    }

    @Test
    void theSeam_isAnnouncedOnce_beforeTheFirstFrameOfTheNextAttempt() {
        Wire cut = Wire.message().text("One.");
        Wire more = new Wire().start("msg_2", 9).text("Two.").text("Three.").end("end_turn", 5);

        assertThat(run(Recoveries.usual(), Answer.whole(cut), Answer.whole(more))
                        .delivered())
                .contains(cut + ": perennial attempt 2 (R-44, clean_end)\n\nevent: content_block_start")
                .containsOnlyOnce(": perennial attempt");
    }

    @Test
    void beforeTheConsumerHasAnything_thereIsNoSeam() {
        assertThat(run(Recoveries.usual(), Answer.unreachable(), Answer.whole(ANSWER))
                        .delivered())
                .isEqualTo(ANSWER.toString());
    }

    @Test
    void unknownEventsWhileACallIsHeld_keepTheirPlace_butPingsAndCommentsDoNotWait() {
        String start = Wire.message().toString();
        Wire open = Wire.message().openCall("t", "{}");
        String ending = rest(open, Wire.message().call("t", "{}").end("tool_use", 5));
        String stream = open + WEATHER + ": hello\n\n" + PING + ending;

        assertThat(run(Recoveries.usual(), Answer.stream().then(stream).end(HowEnded.CLEAN))
                        .delivered())
                .isEqualTo(start + ": hello\n\n" + PING + rest(Wire.message(), open) + WEATHER + ending);
    }

    private static String rest(Wire beginning, Wire whole) {
        return whole.toString().substring(beginning.toString().length());
    }

    @Test
    void aServersResult_goesOutWithItsCall_onceItIsWhole() {
        Wire whole = Wire.message().serverCall("s").serverResult("s");
        Recovery recovery = Recoveries.with(Budgets.DEFAULT.withTotal(Duration.ofSeconds(5)));

        assertThat(run(recovery, Answer.of(whole)).events()).isEqualTo(whole.toString());
    }

    @Test
    void aServersResult_thatHasNoEnd_isHeldWithItsCall() {
        Wire begun = Wire.message()
                .serverCall("s")
                .block("{\"type\":\"web_search_tool_result\",\"tool_use_id\":\"s\",\"content\":[]}");
        Recovery recovery = Recoveries.with(Budgets.DEFAULT.withTotal(Duration.ofSeconds(5)));

        assertThat(run(recovery, Answer.of(begun)).events())
                .isEqualTo(Wire.message().toString());
    }

    @Test
    void blankText_goesOutWithItsFirstWord_notWithItsEnd() {
        Wire begun = Wire.message().openText(" ", " ", " ", "Hello", " world");
        Recovery recovery = Recoveries.with(Budgets.DEFAULT.withTotal(Duration.ofSeconds(5)));

        assertThat(run(recovery, Answer.of(begun)).events()).isEqualTo(begun.toString());
    }

    @Test
    void thinkingThatIsNotShownAgain_isReplacedByPings() {
        Wire cut = Wire.message().thinking("Hm.", "sig");
        Wire begun = new Wire().start("msg_2", 9).openThinking("Hm", "m");
        Wire whole = new Wire()
                .start("msg_2", 9)
                .openThinking("Hm", "m")
                .sign("gis")
                .text("Hello")
                .end("end_turn", 5);
        Answer slow = Answer.of(begun).pause(Duration.ofSeconds(100)).then(rest(begun, whole));

        VirtualDriver run = run(Recoveries.usual(), Answer.whole(cut), slow);

        assertThat(run.delivered().split("event: ping", -1)).hasSizeGreaterThan(6);
        assertThat(run.events()).doesNotContain("Hmm").contains("\"index\":1,\"content_block\":{\"type\":\"text\"");
    }

    @Test
    void thinkingThatIsShown_needsNoPings() {
        Answer slow = Answer.of(Wire.message().openThinking("Hm"))
                .pause(Duration.ofSeconds(100))
                .end(HowEnded.RESET);

        assertThat(run(Recoveries.with(Budgets.DEFAULT.withAttempts(1)), slow).delivered())
                .doesNotContain("ping");
    }

    @Test
    void messageThatIsClosedInItsText_hasTheTextClosed() {
        String body = Recoveries.BODY.replace("64000", "10");
        Wire cut = Wire.message()
                .text("A text that is surely longer than what ten tokens are.")
                .openText("Mo");

        assertThat(run(Recoveries.of(body), Answer.whole(cut)).events())
                .startsWith(cut + "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":1}\n\n"
                        + "event: message_delta");
    }

    @Test
    void messageThatIsClosedInThinking_hasTheThinkingClosed() {
        Wire cut = Wire.message().call("t", "{}").openThinking("Hm");

        assertThat(run(Recoveries.usual(), Answer.whole(cut)).events())
                .startsWith(cut + "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":1}\n\n"
                        + "event: message_delta");
    }

    @Test
    void structuredText_restartThatOnlyRepeats_isWholeWithoutAnotherByte() {
        Wire cut = Wire.message().openText("{\"a\":", "1}");
        VirtualDriver run = run(
                Recoveries.of(STRUCTURED, Delivery.FOLLOWED),
                Answer.whole(cut),
                Answer.whole(Wire.message().text("{\"a\"", ":1}").end("end_turn", 5)));

        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
        assertThat(run.events())
                .isEqualTo(
                        Wire.message().text("{\"a\":", "1}").end("end_turn", 5).toString());
    }

    @Test
    void structuredText_restartThatEndsEarly_isCut() {
        VirtualDriver run = run(
                Recoveries.of(STRUCTURED, Delivery.FOLLOWED),
                Answer.whole(Wire.message().openText("{\"a\":", "1}")),
                Answer.whole(Wire.message().text("{\"a\":").end("end_turn", 5)));

        assertThat(run.outcome()).isInstanceOf(Outcome.Cut.class);
        assertThat(run.rules()).containsExactly(Rule.R_20, Rule.R_06);
    }

    @Test
    void structuredText_restartThatBreaksAgain_isRepeatedFromTheLongest() {
        Wire whole = Wire.message().text("{\"a\":", "1", "23}").end("end_turn", 5);
        VirtualDriver run = run(
                Recoveries.of(STRUCTURED, Delivery.FOLLOWED),
                Answer.whole(Wire.message().openText("{\"a\":")),
                Answer.whole(Wire.message().openText("{\"a\":1")),
                Answer.whole(Wire.message().openText("{\"a")),
                Answer.whole(Wire.message().text("{\"a\":1", "23}").end("end_turn", 5)));

        assertThat(run.events()).isEqualTo(whole.toString());
        assertThat(run.delivered()).contains(": perennial attempt 2 (R-20, clean_end), repeated\n\n");
    }

    @Test
    void usageInDataOfSeveralLines_isWrittenInOne() {
        String delta = "event: message_delta\ndata: {\"type\":\"message_delta\",\ndata: \"delta\":{\"stop_reason\":"
                + "\"end_turn\"},\r\ndata: \"usage\":{\"output_tokens\":7}}\n\n";
        String stop = "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
        byte[] more = (new Wire().start("msg_2", 9).text("Two.") + delta + stop).getBytes(UTF_8);
        VirtualDriver run = run(
                Recoveries.usual(),
                Answer.whole(Wire.message().text("One.")),
                Answer.stream().then(more).end(HowEnded.CLEAN));

        long tokens = Recoveries.MODEL.tokenizer().estimate("One.".length() + 1) + 7;
        assertThat(run.events())
                .endsWith("event: message_delta\ndata: {\"type\":\"message_delta\", \"delta\":{\"stop_reason\":"
                        + "\"end_turn\"}, \"usage\":{\"output_tokens\":" + tokens + "}}\n\n" + stop);
    }

    @Test
    void theEndMark_isShownAsAnOrdinaryEnd() {
        VirtualDriver run = new VirtualDriver(
                        Recoveries.usual(),
                        (attempt, call) -> attempt == 1
                                ? Answer.whole(Wire.message().text("One."))
                                : Answer.whole(new Wire().start("msg_2", 9).stoppedAt(markIn(call))))
                .run();

        assertThat(run.events()).contains("\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null}");
    }

    private static String markIn(Call call) {
        String body = new String(call.body(), UTF_8);
        int from = body.indexOf("<done-");
        return body.substring(from, body.indexOf("/>", from) + 2);
    }
}
