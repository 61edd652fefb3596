package dev.perennial.stream.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perennial.stream.clocks.FixedThresholds;
import dev.perennial.stream.clocks.Phase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the clocks measure from, and what they say when they ring. */
class WatchTest {

    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private static Recovery once() {
        return Recoveries.with(Budgets.DEFAULT.withResumes(0).withAttempts(1));
    }

    private static Cause causeOf(VirtualDriver run) {
        return ((Outcome.Stalled) run.outcome()).cause();
    }

    @Test
    void aStall_isMeasuredFromTheLastProgress() {
        Answer late = Answer.of(Wire.message())
                .pause(TEN_SECONDS)
                .then(rest(Wire.message(), Wire.message().openText("Hel")));

        VirtualDriver run = VirtualDriver.of(once(), late).run();

        assertThat(causeOf(run)).isEqualTo(new Cause.Stalled(Phase.TEXT, Duration.ofSeconds(25)));
        assertThat(run.elapsed()).isEqualTo(Duration.ofSeconds(35));
    }

    private static String rest(Wire beginning, Wire whole) {
        return whole.toString().substring(beginning.toString().length());
    }

    @Test
    void thePeriodOfPings_isFromOneToTheNext_howeverLateTheFirst() {
        Answer stream = Answer.of(Wire.message().openThinking("Hm"))
                .pings(1, Duration.ofSeconds(100))
                .pings(1, TEN_SECONDS);

        VirtualDriver run = VirtualDriver.of(once(), stream).run();

        assertThat(causeOf(run)).isEqualTo(new Cause.Silent(Phase.THINKING));
        assertThat(run.elapsed()).isEqualTo(Duration.ofSeconds(110 + 60));
    }

    @Test
    void rarePings_makeTheBytesClockFourOfTheirPeriods() {
        Answer stream = Answer.of(Wire.message().openThinking("Hm")).pings(3, Duration.ofSeconds(30));

        VirtualDriver run = VirtualDriver.of(once(), stream).run();

        assertThat(run.elapsed()).isEqualTo(Duration.ofSeconds(90 + 120));
    }

    @Test
    void silence_isNotCountedWhileNobodyWaits() {
        Answer stream = Answer.of(Wire.message().openThinking("Hm")).pings(3, TEN_SECONDS);

        VirtualDriver run = VirtualDriver.of(once(), stream)
                .at(Duration.ofSeconds(31), new Input.Demand(false))
                .at(Duration.ofSeconds(131), new Input.Demand(true))
                .run();

        assertThat(run.elapsed()).isEqualTo(Duration.ofSeconds(30 + 60 + 100));
    }

    @Test
    void aTransportThatGaveUpWaiting_isASilenceOfThePhase() {
        Answer stream = Answer.of(Wire.message().openText("Hel")).end(HowEnded.BYTES_TIMEOUT);

        assertThat(causeOf(VirtualDriver.of(once(), stream).run())).isEqualTo(new Cause.Silent(Phase.TEXT));
    }

    @Test
    void noClockRuns_beforeTheRequestLeaves() {
        Recovery recovery = once();
        VirtualDriver unused = VirtualDriver.of(once(), Answer.nothing());

        recovery.start(0, unused);

        assertThat(recovery.wakeAt()).isEqualTo(Recovery.NEVER);
        recovery.on(5, new Input.Sent(1), unused);
        assertThat(recovery.wakeAt()).isEqualTo(5 + Duration.ofSeconds(60).toNanos());
    }

    @Test
    void aThresholdOfNothing_isRefused() {
        Duration one = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new FixedThresholds(one, one, one, one, one, one, one, Duration.ZERO, one))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ending is PT0S");
        assertThatThrownBy(() -> new FixedThresholds(one, one, one, one, one, one, one, one, one.negated()))
                .hasMessageContaining("bytes is PT-1S");
    }
}
