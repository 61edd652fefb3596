package dev.perennial.stream.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of input that comes twice, late, early or not at all. */
class DriverContractTest {

    private static final Wire ANSWER = Wire.message().text("Hello").end("end_turn", 5);
    private static final Map<String, String> STREAM = Map.of("content-type", "text/event-stream");
    private static final long ORIGIN = Duration.ofDays(3).toNanos();

    private static Recovery once() {
        return Recoveries.with(Budgets.DEFAULT.withResumes(0).withAttempts(1));
    }

    /** Takes what a recovery wants done that is fed by hand. */
    private static VirtualDriver nobody() {
        return VirtualDriver.of(once(), Answer.nothing());
    }

    private static long seconds(long seconds) {
        return ORIGIN + Duration.ofSeconds(seconds).toNanos();
    }

    @Test
    void sentTwice_doesNotStartTheClockAnew() {
        VirtualDriver run = VirtualDriver.of(once(), Answer.nothing())
                .at(Duration.ofSeconds(30), new Input.Sent(1))
                .run();

        assertThat(run.elapsed()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void sentAfterTheHead_isOldNews() {
        VirtualDriver run = VirtualDriver.of(once(), Answer.of(Wire.message().openText("Hel")))
                .at(Duration.ofSeconds(20), new Input.Sent(1))
                .run();

        assertThat(run.elapsed()).isEqualTo(Duration.ofSeconds(25));
    }

    @Test
    void headWithoutSent_isTakenForBoth() {
        Recovery recovery = once();
        VirtualDriver effects = nobody();
        recovery.start(ORIGIN, effects);

        recovery.on(seconds(1), new Input.Head(1, new ResponseHead(200, STREAM)), effects);

        assertThat(recovery.wakeAt()).isEqualTo(seconds(1 + 120));
    }

    @Test
    void secondHead_isIgnored() {
        Answer answer = Answer.of(Wire.message())
                .head(500, Map.of())
                .then(ANSWER.toString().substring(Wire.message().toString().length()))
                .end(HowEnded.CLEAN);

        assertThat(VirtualDriver.of(once(), answer).run().outcome()).isInstanceOf(Outcome.Complete.class);
    }

    @Test
    void inputOfAnAbandonedAttempt_isIgnored() {
        Answer pinging = Answer.of(Wire.message())
                .pings(3, Duration.ofSeconds(1))
                .then(ANSWER.toString().substring(Wire.message().toString().length()));
        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), Answer.unreachable(), pinging)
                .at(Duration.ofSeconds(2), new Input.Ended(1, HowEnded.RESET))
                .at(Duration.ofSeconds(2), new Input.Head(1, new ResponseHead(401, Map.of())))
                .run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
        assertThat(run.calls()).hasSize(2);
    }

    @Test
    void bodyOfAnError_isKeptUpTo64KiB() {
        Answer refused = Answer.status(400, "x".repeat(60_000))
                .then("y".repeat(60_000))
                .then("z")
                .end(HowEnded.CLEAN);
        Answer late = new Answer().head(400, Map.of());
        refused.happenings().stream()
                .filter(Answer.Happening.Packet.class::isInstance)
                .forEach(p -> late.then(((Answer.Happening.Packet) p).bytes()));

        VirtualDriver run = VirtualDriver.of(once(), late.end(HowEnded.CLEAN)).run();

        Cause.Status cause = (Cause.Status) ((Outcome.Rejected) run.outcome()).cause();
        assertThat(new String(cause.body(), UTF_8)).isEqualTo("x".repeat(60_000) + "y".repeat((64 << 10) - 60_000));
    }

    @Test
    void bodyOfAnErrorThatNeverComes_isWaitedForFromItsHead() {
        Answer refused = new Answer().pause(Duration.ofSeconds(50)).head(500, Map.of());

        VirtualDriver run = VirtualDriver.of(once(), refused).run();

        assertThat(run.elapsed()).isEqualTo(Duration.ofSeconds(110));
        assertThat(run.outcome()).isInstanceOf(Outcome.Overloaded.class);
    }

    @Test
    void totalTime_countsFromTheStart_whateverTheClockSays() {
        Recovery recovery = Recoveries.with(Budgets.DEFAULT.withTotal(Duration.ofSeconds(20)));
        VirtualDriver effects = nobody();
        recovery.start(ORIGIN, effects);
        recovery.on(seconds(0), new Input.Sent(1), effects);

        assertThat(recovery.wakeAt()).isEqualTo(seconds(20));
        recovery.on(seconds(19), new Input.Tick(), effects);
        assertThat(recovery.wakeAt()).isEqualTo(seconds(20));
        recovery.on(seconds(20), new Input.Tick(), effects);

        assertThat(effects.outcome()).isInstanceOf(Outcome.BudgetSpent.class);
    }

    @Test
    void aWakeUpThatIsTwoSecondsLate_isStillInTime() {
        Recovery recovery = once();
        VirtualDriver effects = nobody();
        recovery.start(ORIGIN, effects);
        recovery.on(seconds(0), new Input.Sent(1), effects);

        recovery.on(seconds(62), new Input.Tick(), effects);

        assertThat(effects.outcome()).isInstanceOf(Outcome.Stalled.class);
    }

    @Test
    void aWakeUpThatIsEarly_changesNothing() {
        VirtualDriver run = VirtualDriver.of(once(), Answer.nothing())
                .at(Duration.ofSeconds(59), new Input.Tick())
                .run();

        assertThat(run.elapsed()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void aRecovery_isStartedOnce_andSleepsBefore() {
        Recovery recovery = once();
        VirtualDriver effects = nobody();
        recovery.on(ORIGIN, new Input.Tick(), effects);
        recovery.on(ORIGIN, new Input.Ended(0, HowEnded.RESET), effects);
        assertThat(recovery.wakeAt()).isEqualTo(Recovery.NEVER);

        recovery.start(ORIGIN, effects);

        assertThatThrownBy(() -> recovery.start(ORIGIN, effects)).hasMessageContaining("start it once");
    }

    @Test
    void cancelBeforeTheStart_endsIt_andTheStartSendsNothing() {
        Recovery recovery = once();
        VirtualDriver effects = nobody();

        recovery.on(ORIGIN, new Input.Cancel(), effects);
        recovery.start(ORIGIN, effects);
        recovery.start(ORIGIN, effects);

        assertThat(effects.outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(effects.outcome().report().attempts()).isEmpty();
        assertThat(effects.calls()).isEmpty();
        assertThat(recovery.wakeAt()).isEqualTo(Recovery.NEVER);
    }

    @Test
    void whileTheNextAttemptIsSilent_theConsumerGetsPings() {
        Answer slow = Answer.stream()
                .pause(Duration.ofSeconds(100))
                .then(new Wire()
                        .start("msg_2", 9)
                        .text("More.")
                        .end("end_turn", 5)
                        .bytes());
        VirtualDriver run = VirtualDriver.of(
                        Recoveries.usual(), Answer.whole(Wire.message().text("Hello.")), slow)
                .run();

        assertThat(run.delivered().split("event: ping", -1)).hasSize(1 + 6);
    }

    @Test
    void everyWait_isAnnounced() {
        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), Answer.unreachable(), Answer.whole(ANSWER))
                .run();

        assertThat(run.trace()).contains("connect_failed R-30\n").containsPattern("wait 2 PT0\\.[345]");
    }
}
