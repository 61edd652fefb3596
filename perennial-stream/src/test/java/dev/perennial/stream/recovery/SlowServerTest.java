package dev.perennial.stream.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.simulator.manner.Manner;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server that is slow, and not dead: after a stall the next attempt is waited for twice as long. */
class SlowServerTest {

    private static final Duration TWO_MINUTES = Duration.ofMinutes(2);
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final String TEXT = "The river runs all year, drought or not, and so does this text to its end.";

    /** Each attempt makes a pause in the middle of its text, and would then go on to the end. */
    private static VirtualDriver.Server slow(int pings) {
        Continuer model = new Continuer(TEXT, (answer, seed) -> Manner.OBEDIENT.continuation(answer, seed));
        return (attempt, call) -> pausing(model.answer(attempt, call), pings);
    }

    private static Answer pausing(Answer whole, int pings) {
        String body = new String(((Answer.Happening.Packet) whole.happenings().get(1)).bytes(), UTF_8);
        int secondDelta = body.indexOf("event: content_block_delta", body.indexOf("content_block_delta") + 40);
        return Answer.stream()
                .then(body.substring(0, secondDelta))
                .pings(pings, TEN_SECONDS)
                .then(body.substring(secondDelta))
                .end(HowEnded.CLEAN);
    }

    private static List<Long> seconds(VirtualDriver run) {
        return run.outcome().report().attempts().stream()
                .map(a -> a.lasted().toSeconds())
                .toList();
    }

    @Test
    void pauseOfTwoMinutesInEveryAttempt_isWaitedForInTheEnd() {
        VirtualDriver run = new VirtualDriver(Recoveries.usual(), slow(12)).run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
        assertThat(Consumer.of(run.delivered()).blocks().getFirst().text()).isEqualTo(TEXT);
        assertThat(seconds(run)).containsExactly(25L, 50L, 100L, TWO_MINUTES.toSeconds());
    }

    @Test
    void pauseThatNeverEnds_isAStallOfEachAttempt() {
        VirtualDriver run = new VirtualDriver(Recoveries.usual(), slow(90)).run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Stalled.class);
        assertThat(seconds(run)).containsExactly(25L, 50L, 100L, 200L);
    }

    @Test
    void patience_neverGrowsBeyondThatForThinking() {
        Answer mute = Answer.of(Wire.message()).pings(100, TEN_SECONDS);

        VirtualDriver run = VirtualDriver.of(Recoveries.with(Budgets.DEFAULT.withAttempts(6)), mute)
                .run();

        assertThat(seconds(run)).containsExactly(120L, 240L, 480L, 900L, 900L, 900L);
    }

    @Test
    void patienceForThinking_doesNotGrow() {
        Answer mute = Answer.of(Wire.message().openThinking("Hm")).pings(100, TEN_SECONDS);

        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), mute).run();

        assertThat(seconds(run)).containsOnly(900L);
    }

    @Test
    void anAttemptThatBringsSomething_setsThePatienceBack() {
        Answer stalls = Answer.of(Wire.message().openText()).pings(100, TEN_SECONDS);
        Answer more =
                Answer.of(Wire.message().text("Hello.").openCall("t", "{\"a\"")).end(HowEnded.RESET);
        Answer mute = Answer.of(Wire.message().openText()).pings(100, TEN_SECONDS);

        VirtualDriver run =
                VirtualDriver.of(Recoveries.usual(), stalls, stalls, more, mute).run();

        assertThat(seconds(run)).startsWith(25L, 50L, 0L, 25L, 50L);
    }

    @Test
    void stallsBeforeTheHead_leaveThePatienceAsItIs() {
        Answer mute = Answer.of(Wire.message().openText("Hel")).pings(100, TEN_SECONDS);

        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), Answer.nothing(), Answer.nothing(), mute)
                .run();

        assertThat(seconds(run)).startsWith(60L, 20L, 25L);
    }
}
