package dev.perennial.stream.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perennial.stream.clocks.FixedThresholds;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long the next attempt waits. */
class HowSoonTest {

    private static final Wire BEGUN = Wire.message().openText("The answer breaks here, in the middle of a text");
    private static final Answer REST = Answer.whole(Wire.message().text("Hello").end("end_turn", 5));
    private static final Duration STALL = FixedThresholds.DEFAULT.text();

    @Test
    void streamThatBreaksWithContent_isResumedAtOnce() {
        assertThat(waits(Recoveries.usual(), Answer.whole(BEGUN), REST).getFirst())
                .isEqualTo(Duration.ZERO);
    }

    @Test
    void attemptThatBringsNothing_isFollowedByAWait_thatDoubles() {
        Answer nothing = Answer.whole(Wire.message());

        List<Duration> waits = waits(Recoveries.usual(), Answer.whole(BEGUN), nothing, nothing, REST);

        assertThat(waits.get(0)).isEqualTo(Duration.ZERO);
        assertThat(waits.get(1)).isBetween(Duration.ofMillis(375), Duration.ofMillis(500));
        assertThat(waits.get(2)).isBetween(Duration.ofMillis(750), Duration.ofMillis(1_000));
    }

    @Test
    void firstAttemptThatBringsNothing_isFollowedByAWait() {
        assertThat(waits(Recoveries.usual(), Answer.whole(Wire.message()), REST).getFirst())
                .isBetween(Duration.ofMillis(375), Duration.ofMillis(500));
    }

    @Test
    void overloadInTheMiddleOfAText_isGivenTime() {
        Answer overloaded =
                Answer.of(Wire.message().openText("The answer breaks").error("overloaded_error"));

        assertThat(waits(Recoveries.usual(), overloaded, REST).getFirst())
                .isBetween(Duration.ofMillis(375), Duration.ofMillis(500));
    }

    @Test
    void stallUnderPings_isResumedAtOnce_sinceTheConnectionLives() {
        Answer stalls = Answer.of(BEGUN)
                .pause(Duration.ofSeconds(10))
                .then(new Wire().ping())
                .pause(Duration.ofSeconds(10))
                .then(new Wire().ping())
                .pause(Duration.ofSeconds(10));

        assertThat(waits(Recoveries.usual(), stalls, REST).getFirst()).isEqualTo(Duration.ZERO);
    }

    @Test
    void silence_waitsForTheTransportToNotice_whereConnectionsMayBeShared() {
        assertThat(waits(Recoveries.usual(), Answer.of(BEGUN), REST).getFirst()).isEqualTo(Duration.ofMillis(1_440));
    }

    @Test
    void silence_whereConnectionsAreNotShared_isResumedAtOnce() {
        Recovery recovery = Recoveries.with(RecoverySettings.DEFAULT.withAfterSilence(Duration.ZERO));

        VirtualDriver run = VirtualDriver.of(recovery, Answer.of(BEGUN), REST).run();

        assertThat(run.waits().getFirst()).isEqualTo(Duration.ZERO);
        assertThat(run.elapsed()).isGreaterThanOrEqualTo(STALL);
    }

    @Test
    void negativeWait_isRefused() {
        assertThatThrownBy(() -> RecoverySettings.DEFAULT.withAfterSilence(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("afterSilence is PT-0.001S");
    }

    private static List<Duration> waits(Recovery recovery, Answer... answers) {
        return VirtualDriver.of(recovery, answers).run().waits();
    }
}
