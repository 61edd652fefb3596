package dev.perennial.stream.recovery;

import static dev.perennial.stream.recovery.Rule.R_06;
import static dev.perennial.stream.recovery.Rule.R_20;
import static dev.perennial.stream.recovery.Rule.R_22;
import static dev.perennial.stream.recovery.Rule.R_40;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Breaks in and after text under a schema. */
class StructuredTextTest {

    @Test
    @Cell({R_06, R_20})
    void liveStructuredText_restartDiffers_isCut() {
        Wire cut = Wire.message().openText("{\"a\":", "1");
        Wire other = Wire.message().text("{\"b\"", ":1}").end("end_turn", 5);

        VirtualDriver run = VirtualDriver.of(
                        Recoveries.of(Recoveries.STRUCTURED, Delivery.FOLLOWED),
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
                        Recoveries.of(Recoveries.STRUCTURED, Delivery.FOLLOWED),
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
        return VirtualDriver.of(Recoveries.of(Recoveries.STRUCTURED, Delivery.FOLLOWED), cut, Answer.whole(again))
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
    @Cell(R_22)
    void heldStructuredText_cut_isSentAgain() {
        Wire cut = Wire.message().openText("{\"a\":", "1");
        Wire other = Wire.message().text("{\"b\"", ":1}").end("end_turn", 5);

        VirtualDriver run = VirtualDriver.of(
                        Recoveries.of(Recoveries.STRUCTURED), Answer.whole(cut), Answer.whole(other))
                .run();

        assertThat(run.events()).isEqualTo(other.toString());
        assertThat(run.rules()).containsExactly(R_22);
    }

    @Test
    @Cell(R_40)
    void cutAfterStructuredText_thatIsOutLive_isCut() {
        Wire cut = Wire.message().text("{\"a\":1}");

        VirtualDriver run = VirtualDriver.of(Recoveries.of(Recoveries.STRUCTURED, Delivery.FOLLOWED), Answer.whole(cut))
                .run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Cut.class);
        assertThat(run.rules()).containsExactly(R_40);
    }
}
