package dev.perennial.stream.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.stream.circuit.Circuit;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How long an outage is borne, and how often the server is asked meanwhile. */
class OutageTest {

    private static final Duration TWO_HOURS = Duration.ofHours(2);
    private static final Wire ANSWER = Wire.message().text("Hello").end("end_turn", 5);

    /** Two hours of thinking and a text, then the end. */
    private static Answer twoHours() {
        Answer slow = Answer.of(Wire.message().text("Hello").openThinking());
        IntStream.range(0, 9)
                .forEach(i -> slow.pause(Duration.ofSeconds(800))
                        .then("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":1,"
                                + "\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"Hm\"}}\n\n"));
        return slow.end(HowEnded.RESET);
    }

    @Test
    void patience_beginsWithTheOutage_notWithTheMessage() {
        Recovery recovery = Recoveries.with(Budgets.DEFAULT.withPatience(Duration.ofHours(1)));

        VirtualDriver run =
                VirtualDriver.of(recovery, twoHours(), Answer.status(529, "{}")).run();

        assertThat(run.elapsed()).isBetween(TWO_HOURS.plusMinutes(58), TWO_HOURS.plusMinutes(62));
    }

    @Test
    void patience_isOfNoUse_whereNothingIsToBeResumed() {
        Recovery recovery = Recoveries.with(
                Budgets.DEFAULT.withPatience(Duration.ofHours(1)).withResumes(0));

        VirtualDriver run = VirtualDriver.of(
                        recovery, Answer.whole(Wire.message().text("Hello")))
                .run();

        assertThat(run.calls()).hasSize(1);
    }

    @Test
    void withoutAnOutage_theWaitsDoubleUpToEightSeconds() {
        VirtualDriver run =
                VirtualDriver.of(Recoveries.usual(), Answer.unreachable()).run();

        Duration most = Duration.ofMillis(500 + 1_000 + 2_000 + 4_000 + 5 * 8_000);
        assertThat(run.calls()).hasSize(10);
        assertThat(run.elapsed()).isBetween(most.multipliedBy(3).dividedBy(4), most);
    }

    @Test
    void retryAfterOfExactlyTheLongestWait_isWaitedFor() {
        VirtualDriver run = VirtualDriver.of(
                        Recoveries.usual(), Answer.status(429, "{}", "retry-after", "120"), Answer.whole(ANSWER))
                .run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
        assertThat(run.elapsed()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void attemptsThatBroughtSomething_areNoOutage_howeverManyBreak() {
        Wire more = new Wire().start("msg_2", 9).text("More.");
        VirtualDriver run = VirtualDriver.of(
                        Recoveries.usual(), Answer.whole(Wire.message().text("Hello.")), Answer.whole(more))
                .run();

        assertThat(run.calls()).hasSize(1 + 20);
        assertThat(run.elapsed()).isLessThanOrEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void anOutage_isAskedAboutOnceAMinute() {
        Recovery recovery = Recoveries.with(Budgets.DEFAULT.withPatience(Duration.ofHours(1)));

        VirtualDriver run = VirtualDriver.of(recovery, Answer.status(529, "{}")).run();

        assertThat(run.calls()).hasSizeBetween(10 + 55, 10 + 80);
    }

    private static final Wire HALF = Wire.message().openText("Hello, this is the first half of it");

    @Test
    void refusalsInTheMiddleOfAnAnswer_areBorneAsLongAsAtItsStart() {
        VirtualDriver run = new VirtualDriver(
                        Recoveries.usual(),
                        (attempt, call) -> attempt == 1 ? Answer.whole(HALF) : Answer.status(529, "{}"))
                .run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Overloaded.class);
        assertThat(run.calls()).hasSize(1 + 10);
        assertThat(run.elapsed()).isBetween(Duration.ofSeconds(35), Duration.ofSeconds(60));
    }

    @Test
    void whoWasTurnedAway_hasUsedUpNoResume() {
        Recovery recovery = Recoveries.with(Budgets.DEFAULT.withResumes(1));
        VirtualDriver run = new VirtualDriver(recovery, (attempt, call) -> switch (attempt) {
                    case 1 -> Answer.whole(HALF);
                    case 2, 3 -> Answer.status(503, "{}");
                    case 4, 5 -> Answer.unreachable();
                    case 6 -> Answer.stream().end(HowEnded.RESET);
                    default -> Answer.whole(new Wire().start("m", 1).text(" and more."));
                })
                .run();

        assertThat(run.rules()).startsWith(Rule.R_21, Rule.R_21, Rule.R_21, Rule.R_21, Rule.R_21, Rule.R_21);
        assertThat(run.calls()).hasSizeGreaterThanOrEqualTo(7);
    }

    @Test
    void aMachineWithoutNetwork_asksEveryTwoSecondsAtMost_andCountsNothing() {
        VirtualDriver run = new VirtualDriver(
                        Recoveries.with(Budgets.DEFAULT.withAttempts(2)),
                        (attempt, call) -> attempt < 25 ? Answer.offline() : Answer.whole(ANSWER))
                .run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
        assertThat(run.waits()).allMatch(wait -> wait.compareTo(Duration.ofSeconds(2)) <= 0);
    }

    @Test
    void aMachineThatStaysWithoutNetwork_saysSoAfterAMinute() {
        VirtualDriver run =
                VirtualDriver.of(Recoveries.usual(), Answer.offline()).run();

        assertThat(run.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Cut.class, c -> assertThat(c.cause()).isEqualTo(new Cause.Offline()));
        assertThat(run.elapsed()).isBetween(Duration.ofSeconds(58), Duration.ofSeconds(64));
    }

    @Test
    void anOutage_isToldBeforeEachWait_withWhatIsLeftOfThePatience() {
        Recovery recovery = Recoveries.with(Budgets.DEFAULT.withPatience(Duration.ofHours(1)));

        VirtualDriver run = VirtualDriver.of(recovery, Answer.status(529, "{}")).run();

        List<StreamEvent.Outage> told = run.told(StreamEvent.Outage.class);
        assertThat(told).hasSize(run.calls().size() - 10);
        assertThat(told).allMatch(o -> o.lasted().plus(o.left()).equals(Duration.ofHours(1)));
        assertThat(told).allMatch(o -> o.cause().code().equals("status_529"));
    }

    private final AtomicReference<VirtualDriver> driver = new AtomicReference<>();

    private final Circuit circuit = new Circuit(() -> driver.get().elapsed().toNanos());

    private VirtualDriver shared(RecoverySettings settings, VirtualDriver.Server server) {
        driver.set(new VirtualDriver(Recoveries.with(settings.withCircuits(model -> circuit)), server));
        return driver.get();
    }

    /** Another message finds that the server is out, and keeps asking. */
    private void another(Duration until, VirtualDriver run) {
        IntStream.range(0, 10).forEach(i -> run.at(Duration.ofMillis(i), () -> circuit.failed(this)));
        IntStream.rangeClosed(6, (int) until.toSeconds())
                .forEach(i -> run.at(Duration.ofSeconds(i), () -> {
                    circuit.failed(this);
                    circuit.admits(this);
                }));
    }

    @Test
    void whereOthersFindThatTheServerIsOut_aMessageAsksOnceAndSeldom_andEndsWhenItWouldHave() {
        VirtualDriver run = shared(RecoverySettings.DEFAULT, (attempt, call) -> Answer.status(529, "{}"));
        another(Duration.ofSeconds(100), run);
        run.run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Overloaded.class);
        assertThat(run.calls()).hasSizeLessThan(6);
        assertThat(run.waits()).hasSize(9);
        assertThat(run.elapsed()).isBetween(Duration.ofSeconds(35), Duration.ofSeconds(48));
    }

    @Test
    void whoWaitsThroughAnOutage_goesOnASecondAfterOthersAreAnswered() {
        Duration back = Duration.ofMinutes(61);
        VirtualDriver run = shared(
                RecoverySettings.DEFAULT.withBudgets(Budgets.DEFAULT.withPatience(Duration.ofHours(6))),
                (attempt, call) ->
                        driver.get().elapsed().compareTo(back) < 0 ? Answer.status(529, "{}") : Answer.whole(ANSWER));
        another(back.minusSeconds(1), run);
        run.at(back, circuit::answered).run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
        assertThat(run.elapsed()).isBetween(back, back.plusSeconds(1));
    }
}
