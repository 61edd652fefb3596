package dev.perennial.stream.recovery;

import static dev.perennial.stream.recovery.Rule.R_02;
import static dev.perennial.stream.recovery.Rule.R_10;
import static dev.perennial.stream.recovery.Rule.R_14;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages that are whole, or as whole as they may be, and are closed here. */
class ClosedHereTest {

    private static final Wire ANSWER = Wire.message().text("Hello", " world").end("end_turn", 5);
    private static final String BODY = Recoveries.BODY;

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
}
