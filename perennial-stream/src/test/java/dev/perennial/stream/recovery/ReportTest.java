package dev.perennial.stream.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What an outcome tells of the message, and what the model is told of the break. */
class ReportTest {

    private static final Wire MORE = new Wire().start("msg_2", 90).text("More.").end("end_turn", 20);

    private static VirtualDriver run(Wire... attempts) {
        Answer[] answers = Arrays.stream(attempts).map(Answer::whole).toArray(Answer[]::new);
        return VirtualDriver.of(Recoveries.usual(), answers).run();
    }

    private static Progress message(VirtualDriver run) {
        return run.outcome().report().message();
    }

    @Test
    void wholeMessage_tellsItsIdModelAndStopReason() {
        Progress message = message(run(Wire.message().text("Hello").end("max_tokens", 5)));

        assertThat(message.messageId()).isEqualTo("msg_1");
        assertThat(message.model()).isEqualTo("claude-test");
        assertThat(message.stopReason()).contains("max_tokens");
    }

    @Test
    void messageThatWasGoneOnWith_keepsItsFirstId() {
        assertThat(message(run(Wire.message().text("Hello"), MORE)).messageId()).isEqualTo("msg_1");
    }

    @Test
    void messageThatWasClosedHere_tellsThatReason() {
        assertThat(message(run(Wire.message().call("t", "{}"))).stopReason()).contains("tool_use");
    }

    @Test
    void messageThatWasCut_tellsNoReason() {
        assertThat(message(run(Wire.message().openText("Hel"))).stopReason()).isEmpty();
    }

    @Test
    void thinkingThatWasCutAndClosed_isNotTakenForWhole() {
        Wire whole = Wire.message().thinking("Again", "sig").text("Hi").end("end_turn", 5);

        assertThat(message(run(Wire.message().openThinking("Hm"), whole)).blocks())
                .extracting(BlockProgress::finished)
                .containsExactly(false, true, true);
    }

    @Test
    void textThatEndsAtItsLimit_isWhole() {
        String body = Recoveries.BODY.replace("64000", "10");
        Wire cut = Wire.message().openText("A text that is surely longer than what ten tokens allow for.");
        VirtualDriver run =
                VirtualDriver.of(Recoveries.of(body), Answer.whole(cut)).run();

        assertThat(run.rules()).containsExactly(Rule.R_14);
        assertThat(message(run).blocks()).extracting(BlockProgress::finished).containsExactly(true);
    }

    @Test
    void aCutCall_isAskedForAgain() {
        assertThat(run(Wire.message().text("Hi.").openCall("t", "{"), MORE).body(2))
                .contains("Make the call again, whole.");
    }

    @Test
    void aCallThatArrivedBroken_isAskedForAgain() {
        assertThat(run(Wire.message().text("Hi.").call("t", "{"), MORE).body(2))
                .contains("Make the call again, whole.");
    }

    @Test
    void whereNoCallWasCut_noneIsAskedFor() {
        assertThat(run(Wire.message().text("Hi."), MORE).body(2)).doesNotContain("call again");
        assertThat(run(Wire.message().text("Hi.").openThinking("Hm"), MORE).body(2))
                .doesNotContain("call again");
        assertThat(run(Wire.message().text("Hi.").serverCall("s"), MORE).body(2))
                .doesNotContain("call again");
    }

    @Test
    void requestWithoutMessages_cannotBeGoneOnWith() {
        String body = "{\"model\":\"claude-opus-5-5\",\"max_tokens\":64000,\"stream\":true}";
        VirtualDriver run = VirtualDriver.of(
                        Recoveries.of(body), Answer.whole(Wire.message().text("Hello")))
                .run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Cut.class);
        assertThat(run.calls()).hasSize(1);
    }

    @Test
    void textThatGrowsInEveryAttempt_isProgress_thoughNoBlockWasFinished() {
        String text = "{\"a\":\"0123456789";
        Answer[] answers = IntStream.rangeClosed(1, text.length())
                .mapToObj(n -> Answer.whole(Wire.message().openText(text.substring(0, n))))
                .toArray(Answer[]::new);
        VirtualDriver run = VirtualDriver.of(Recoveries.of(Recoveries.STRUCTURED, Delivery.FOLLOWED), answers)
                .run();

        assertThat(run.calls()).hasSize(text.length() + 3);
        assertThat(message(run).blocks().getFirst().json()).contains("0123456789");
    }
}
