package dev.perennial.stream.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.stream.clocks.Clocks;
import dev.perennial.stream.clocks.FixedThresholds;
import dev.perennial.stream.clocks.MessageClocks;
import dev.perennial.stream.clocks.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of streams and waits when the machine woke from a sleep, or has another network. */
class NetworkChangeTest {

    private static final Wire ANSWER = Wire.message().text("Hello", " world").end("end_turn", 5);

    private static Recovery once() {
        return Recoveries.with(Budgets.DEFAULT.withResumes(0));
    }

    private static final Wire BEGUN = Wire.message().openText("Hello");

    private static String rest() {
        return ANSWER.toString().substring(BEGUN.toString().length());
    }

    @Test
    void afterAChangeOfNetwork_textThatBringsNothingForFiveSeconds_isTakenUpAnew() {
        VirtualDriver run = VirtualDriver.of(once(), Answer.of(BEGUN))
                .at(Duration.ofSeconds(3), new Input.NetworkChanged())
                .run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Stalled.class);
        assertThat(run.outcome().report().attempts().getFirst().cause()).contains(new Cause.Silent(Phase.TEXT));
        assertThat(run.elapsed()).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void afterAChangeOfNetwork_anyByteProvesThatTheConnectionLives() {
        Answer stream = Answer.of(BEGUN)
                .pause(Duration.ofSeconds(7))
                .then(new Wire().ping())
                .pause(Duration.ofSeconds(15))
                .then(rest());

        VirtualDriver run = VirtualDriver.of(once(), stream)
                .at(Duration.ofSeconds(3), new Input.NetworkChanged())
                .run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
    }

    @Test
    void afterAChangeOfNetwork_whatIsSilentByNature_hasTwentySeconds_orUntilAfterTheNextPing() {
        Wire thinking = Wire.message().openThinking();
        Answer pinged = Answer.of(new Wire().ping())
                .pause(Duration.ofSeconds(12))
                .then(thinking)
                .then(new Wire().ping());

        VirtualDriver silent = VirtualDriver.of(once(), Answer.of(thinking))
                .at(Duration.ofSeconds(3), new Input.NetworkChanged())
                .run();
        VirtualDriver known = VirtualDriver.of(once(), pinged)
                .at(Duration.ofSeconds(20), new Input.NetworkChanged())
                .run();

        assertThat(silent.elapsed()).isEqualTo(Duration.ofSeconds(23));
        assertThat(known.elapsed()).isEqualTo(Duration.ofSeconds(20 + 12 + 5));
    }

    @Test
    void whoWaitsForANetwork_goesAtOnceWhenThereIsAnother() {
        VirtualDriver run = new VirtualDriver(
                        Recoveries.usual(),
                        (attempt, call) -> attempt < 6 ? Answer.unreachable() : Answer.whole(ANSWER))
                .at(Duration.ofSeconds(9), new Input.NetworkChanged())
                .run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
        assertThat(run.elapsed()).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void aWayMore_putsNoConnectionInDoubt() {
        Answer stream = Answer.of(BEGUN).pause(Duration.ofSeconds(20)).then(rest());

        VirtualDriver run = VirtualDriver.of(once(), stream)
                .at(Duration.ofSeconds(3), new Input.NetworkChanged(false))
                .run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
    }

    @Test
    void whoWasToldToWait_waits_whateverTheNetworkDoes() {
        VirtualDriver run = VirtualDriver.of(
                        Recoveries.usual(), Answer.status(429, "{}", "retry-after", "30"), Answer.whole(ANSWER))
                .at(Duration.ofSeconds(9), new Input.NetworkChanged())
                .run();

        assertThat(run.elapsed()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void fromAGapAroundAChange_nothingIsLearned() {
        List<Long> learned = new ArrayList<>();
        Answer stream = Answer.of(BEGUN)
                .pause(Duration.ofSeconds(4))
                .then(new Wire().ping())
                .pause(Duration.ofSeconds(4))
                .then(rest());
        Recovery recovery = Recoveries.with(RecoverySettings.DEFAULT.withClocks(request -> new Learning(learned)));

        VirtualDriver.of(recovery, stream)
                .at(Duration.ofSeconds(3), new Input.NetworkChanged())
                .run();

        assertThat(learned).isNotEmpty().allMatch(nanos -> nanos == 0);
    }

    @Test
    void fromAStallAfterAChange_nothingIsLearned() {
        List<Long> learned = new ArrayList<>();
        RecoverySettings settings = RecoverySettings.DEFAULT
                .withClocks(request -> new Learning(learned))
                .withBudgets(Budgets.DEFAULT.withResumes(0));

        VirtualDriver run = VirtualDriver.of(Recoveries.with(settings), Answer.of(BEGUN))
                .at(Duration.ofSeconds(22), new Input.NetworkChanged())
                .run();

        assertThat(run.elapsed()).isEqualTo(Duration.ofSeconds(25));
        assertThat(learned).allMatch(nanos -> nanos == 0);
    }

    /** The usual clocks, and what they are told of text. */
    private record Learning(List<Long> learned) implements MessageClocks {

        private static final MessageClocks USUAL = FixedThresholds.DEFAULT.begin(new Clocks.Request("claude", "", 1));

        @Override
        public Optional<Duration> progress(Phase phase, int attempt) {
            return USUAL.progress(phase, attempt);
        }

        @Override
        public Optional<Duration> bytes(Optional<Duration> pingPeriod) {
            return USUAL.bytes(pingPeriod);
        }

        @Override
        public void input(long uncachedTokens) {}

        @Override
        public void went(Phase phase, long nanos) {
            learned.add(nanos);
        }

        @Override
        public void stalled(Phase phase, long nanos) {
            learned.add(nanos);
        }

        @Override
        public void ended() {}
    }
}
