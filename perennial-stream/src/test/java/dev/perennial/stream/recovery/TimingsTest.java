package dev.perennial.stream.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.stream.clocks.FixedThresholds;
import dev.perennial.stream.clocks.Phase;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is told of a stream's pace: its first content, and the gaps that ended by themselves. */
class TimingsTest {

    private static final Wire ANSWER = Wire.message().text("Hello", " world").end("end_turn", 5);

    private static StreamEvent first(int attempt, Duration after) {
        return new StreamEvent.FirstContent(attempt, after);
    }

    private static StreamEvent gap(Phase phase, Duration lasted) {
        return new StreamEvent.Gap(1, phase, lasted);
    }

    private static String rest(Wire beginning) {
        return ANSWER.toString().substring(beginning.toString().length());
    }

    private static VirtualDriver run(Answer... answers) {
        return VirtualDriver.of(Recoveries.usual(), answers).run();
    }

    /** A text that makes a pause before its second delta. */
    private static Answer pausing(Duration pause) {
        Wire begun = Wire.message().openText("Hello");
        return Answer.of(begun).pause(pause).then(rest(begun)).end(HowEnded.CLEAN);
    }

    @Test
    void firstContent_isToldOnce_measuredFromTheStart() {
        Answer late = Answer.of(Wire.message())
                .pause(Duration.ofSeconds(7))
                .then(rest(Wire.message()))
                .end(HowEnded.CLEAN);

        assertThat(run(late).timings()).containsExactly(first(1, Duration.ofSeconds(7)));
    }

    @Test
    void aBlockThatOnlyBegins_isNoContent() {
        Wire begun = Wire.message().openText();

        VirtualDriver run = run(Answer.of(begun).end(HowEnded.RESET), Answer.whole(ANSWER));

        assertThat(run.timings())
                .singleElement()
                .isInstanceOfSatisfying(
                        StreamEvent.FirstContent.class,
                        f -> assertThat(f.attempt()).isEqualTo(2));
    }

    @Test
    void blockWithoutDeltas_isContentOnceItIsWhole() {
        Wire sealed = Wire.message()
                .block("{\"type\":\"redacted_thinking\",\"data\":\"xyz\"}")
                .stop()
                .text("Hi")
                .end("end_turn", 5);

        assertThat(run(Answer.whole(sealed)).timings()).containsExactly(first(1, Duration.ZERO));
    }

    @Test
    void laterContent_isNoFirst() {
        VirtualDriver run = run(
                Answer.of(Wire.message().text("Hello.").openCall("t", "{")).end(HowEnded.RESET), Answer.whole(ANSWER));

        assertThat(run.timings()).containsExactly(first(1, Duration.ZERO));
    }

    @Test
    void gapOfMoreThanAQuarterOfThePatience_isTold() {
        assertThat(run(pausing(Duration.ofMillis(6_251))).timings())
                .contains(gap(Phase.TEXT, Duration.ofMillis(6_251)));
        assertThat(run(pausing(Duration.ofMillis(6_250))).timings()).containsExactly(first(1, Duration.ZERO));
    }

    @Test
    void gapOfTheHead_isToldToo() {
        Answer late = new Answer()
                .pause(Duration.ofSeconds(16))
                .head(200, Map.of("content-type", "text/event-stream"))
                .then(ANSWER);

        assertThat(run(late).timings())
                .containsExactly(gap(Phase.HEAD, Duration.ofSeconds(16)), first(1, Duration.ofSeconds(16)));
    }

    @Test
    void gapOfLessThanASecond_isNothing_howeverShortThePatience() {
        Duration two = Duration.ofSeconds(2);
        FixedThresholds nervous = new FixedThresholds(two, two, two, two, two, two, two, two, two);
        Recovery recovery = Recoveries.with(RecoverySettings.DEFAULT.withClocks(nervous));
        Recovery again = Recoveries.with(RecoverySettings.DEFAULT.withClocks(nervous));

        assertThat(VirtualDriver.of(recovery, pausing(Duration.ofMillis(999)))
                        .run()
                        .timings())
                .containsExactly(first(1, Duration.ZERO));
        assertThat(VirtualDriver.of(again, pausing(Duration.ofSeconds(1))).run().timings())
                .hasSize(2);
    }

    @Test
    void pings_endNoGap() {
        Wire begun = Wire.message().openText("Hello");
        Answer slow = Answer.of(begun)
                .pings(2, Duration.ofSeconds(10))
                .then(rest(begun))
                .end(HowEnded.CLEAN);

        assertThat(run(slow).timings()).contains(gap(Phase.TEXT, Duration.ofSeconds(20)));
    }

    @Test
    void timeInWhichNobodyWaits_isNoGap() {
        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), pausing(Duration.ofSeconds(100)))
                .at(Duration.ofSeconds(5), new Input.Demand(false))
                .at(Duration.ofSeconds(99), new Input.Demand(true))
                .run();
        VirtualDriver neverAgain = VirtualDriver.of(Recoveries.usual(), pausing(Duration.ofSeconds(100)))
                .at(Duration.ofSeconds(5), new Input.Demand(false))
                .run();

        assertThat(run.timings()).containsExactly(first(1, Duration.ZERO));
        assertThat(neverAgain.timings()).containsExactly(first(1, Duration.ZERO));
    }

    @Test
    void aGapThatDoesNotEnd_isAStall_andNoGap() {
        VirtualDriver run = VirtualDriver.of(
                        Recoveries.with(Budgets.DEFAULT.withResumes(0)), pausing(Duration.ofSeconds(26)))
                .run();

        assertThat(run.timings()).containsExactly(first(1, Duration.ZERO));
    }

    @Test
    void aMachineThatSlept_wasNotSlow() {
        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), pausing(Duration.ofHours(8)))
                .sleep(Duration.ofSeconds(3), Duration.ofHours(8))
                .run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
        assertThat(run.timings()).containsExactly(first(1, Duration.ZERO));
    }
}
