package dev.perennial.stream.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perennial.stream.circuit.Circuit;
import dev.perennial.stream.circuit.ServerCircuits;
import dev.perennial.stream.clocks.FixedThresholds;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Messages that may be asked for elsewhere. */
class FallbackTest {

    private static final Wire ANSWER = Wire.message().text("Hello", " world").end("end_turn", 5);
    private static final Answer OVERLOADED = Answer.status(529, "{}");

    private static Target target(String model, ServerCircuits circuits) {
        byte[] body = Recoveries.BODY.replace("claude-opus-5-5", model).getBytes(UTF_8);
        return new Target(() -> body, Recoveries.model(model), FixedThresholds.DEFAULT, circuits);
    }

    private static Target target(String model) {
        return target(model, ServerCircuits.UNSHARED);
    }

    private static VirtualDriver run(Budgets budgets, VirtualDriver.Server server) {
        return run(budgets, server, target("claude-opus-5-5"), target("claude-sonnet-5-5"), target("claude-haiku-4-5"));
    }

    private static VirtualDriver run(Budgets budgets, VirtualDriver.Server server, Target... targets) {
        RecoverySettings settings = RecoverySettings.DEFAULT.withBudgets(budgets);
        return new VirtualDriver(Recovery.of(List.of(targets), settings, 3), server).run();
    }

    private static List<Integer> targets(VirtualDriver run) {
        return run.calls().stream().map(Call::target).toList();
    }

    @Test
    void aTargetThatAnswers_isTheOnlyOne() {
        VirtualDriver run = run(Budgets.DEFAULT, (attempt, call) -> attempt < 4 ? OVERLOADED : Answer.whole(ANSWER));

        assertThat(targets(run)).containsExactly(0, 0, 0, 0);
        assertThat(run.told(StreamEvent.FellBack.class)).isEmpty();
    }

    @Test
    void fiveAttemptsInVain_leadToTheNext_withItsOwnBody_andAllInTheReport() {
        VirtualDriver run =
                run(Budgets.DEFAULT, (attempt, call) -> call.target() == 0 ? OVERLOADED : Answer.whole(ANSWER));

        assertThat(targets(run)).containsExactly(0, 0, 0, 0, 0, 1);
        assertThat(run.body(6)).contains("claude-sonnet-5-5");
        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
        assertThat(run.outcome().report().attempts())
                .extracting(AttemptReport::number)
                .containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(run.told(StreamEvent.FellBack.class)).singleElement().satisfies(fell -> {
            assertThat(fell.attempt()).isEqualTo(6);
            assertThat(fell.cause().code()).isEqualTo("status_529");
        });
        assertThat(run.elapsed()).isLessThan(Duration.ofSeconds(9));
        assertThat(run.told(StreamEvent.FirstContent.class))
                .containsExactly(new StreamEvent.FirstContent(6, run.elapsed()));
    }

    @Test
    void attempts_sayWhoServedThem() {
        VirtualDriver run = run(Budgets.DEFAULT, (attempt, call) -> attempt == 1 ? OVERLOADED : Answer.whole(ANSWER));

        assertThat(run.outcome().report().attempts())
                .extracting(AttemptReport::model)
                .containsExactly(Optional.empty(), Optional.of("claude-test"));
    }

    @Test
    void theLastTarget_isTriedAsOftenAsAnOnlyOne() {
        VirtualDriver run = run(Budgets.DEFAULT, (attempt, call) -> OVERLOADED);

        assertThat(targets(run).stream().filter(t -> t == 2).count()).isEqualTo(10);
        assertThat(run.outcome()).isInstanceOf(Outcome.Overloaded.class);
        assertThat(run.outcome().report().attempts()).hasSize(5 + 5 + 10);
    }

    @Test
    void withPatience_itIsTheFirstThatIsWaitedFor_onceAllWereAsked() {
        VirtualDriver run = run(
                Budgets.DEFAULT.withPatience(Duration.ofHours(2)),
                (attempt, call) -> attempt < 60 ? OVERLOADED : Answer.whole(ANSWER));

        assertThat(targets(run).subList(0, 15)).containsExactly(0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2);
        assertThat(targets(run).subList(15, 60)).containsOnly(0);
        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
    }

    @Test
    void fromItsBeginningOn_aMessageStaysWhereItIs() {
        Answer begun = Answer.of(Wire.message()).end(HowEnded.RESET);

        VirtualDriver run = run(Budgets.DEFAULT, (attempt, call) -> attempt == 1 ? begun : OVERLOADED);

        assertThat(targets(run)).containsOnly(0);
        assertThat(run.calls()).hasSize(10);
    }

    @Test
    void anErrorInsteadOfABeginning_isNoBeginning() {
        Answer refused = Answer.stream()
                .then("event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\","
                        + "\"message\":\"Overloaded\"}}\n\n")
                .end(HowEnded.CLEAN);

        VirtualDriver run =
                run(Budgets.DEFAULT, (attempt, call) -> call.target() == 0 ? refused : Answer.whole(ANSWER));

        assertThat(targets(run)).containsExactly(0, 0, 0, 0, 0, 1);
        assertThat(run.events()).isEqualTo(ANSWER.toString());
    }

    @Test
    void aTargetThatOthersFoundToBeOut_isAskedOnceOnly() {
        AtomicLong now = new AtomicLong();
        Circuit out = new Circuit(now::get);
        IntStream.range(0, 9).forEach(i -> out.failed(this));
        now.set(Circuit.AT_LEAST.toNanos());
        out.failed(this);

        VirtualDriver run = run(
                Budgets.DEFAULT,
                (attempt, call) -> call.target() == 0 ? OVERLOADED : Answer.whole(ANSWER),
                target("claude-opus-5-5", model -> out),
                target("claude-sonnet-5-5"));

        assertThat(targets(run)).containsExactly(0, 1);
        assertThat(run.elapsed()).isEqualTo(Duration.ZERO);
    }

    @Test
    void whatIsWrongWithTheRequest_isWrongEverywhere() {
        VirtualDriver run = run(Budgets.DEFAULT, (attempt, call) -> Answer.status(400, "{}"));

        assertThat(run.calls()).hasSize(1);
        assertThat(run.outcome()).isInstanceOf(Outcome.Rejected.class);
    }

    @Test
    void aFallbackThatRefusesTheRequest_isPassedOver() {
        VirtualDriver run = run(Budgets.DEFAULT, (attempt, call) -> switch (call.target()) {
            case 0 -> OVERLOADED;
            case 1 -> Answer.status(400, "{}");
            default -> Answer.whole(ANSWER);
        });

        assertThat(targets(run)).containsExactly(0, 0, 0, 0, 0, 1, 2);
        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
    }

    @Test
    void whereTheLastFallbackRefusesTheRequest_theFirstTargetHasTheLastWord() {
        VirtualDriver run = run(
                Budgets.DEFAULT,
                (attempt, call) ->
                        call.target() == 0 ? OVERLOADED : Answer.status(call.target() == 1 ? 404 : 401, "{}"));

        assertThat(targets(run)).startsWith(0, 0, 0, 0, 0, 1, 2, 0).hasSize(5 + 2 + 10);
        assertThat(run.outcome()).isInstanceOf(Outcome.Overloaded.class);
    }

    @Test
    void aServerThatIsNotToBeAskedAgain_isNoReasonNotToAskAnother() {
        Answer enough = Answer.status(529, "{}", "x-should-retry", "false");

        VirtualDriver run = run(Budgets.DEFAULT, (attempt, call) -> call.target() == 0 ? enough : Answer.whole(ANSWER));

        assertThat(targets(run)).containsExactly(0, 1);
        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
    }

    @Test
    void whoWantsToBeWaitedForLong_orIsSilent_isLeftAtOnce() {
        Answer later = Answer.status(529, "{}", "retry-after", "20");

        VirtualDriver asked =
                run(Budgets.DEFAULT, (attempt, call) -> call.target() == 0 ? later : Answer.whole(ANSWER));
        VirtualDriver silent =
                run(Budgets.DEFAULT, (attempt, call) -> call.target() == 0 ? Answer.nothing() : Answer.whole(ANSWER));

        assertThat(targets(asked)).containsExactly(0, 1);
        assertThat(asked.elapsed()).isEqualTo(Duration.ZERO);
        assertThat(targets(silent)).containsExactly(0, 1);
        assertThat(silent.elapsed()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void theTotalTime_isForAllTargetsTogether() {
        VirtualDriver run = run(Budgets.DEFAULT.withTotal(Duration.ofSeconds(12)), (attempt, call) -> OVERLOADED);

        assertThat(run.outcome()).isInstanceOf(Outcome.BudgetSpent.class);
        assertThat(run.elapsed()).isEqualTo(Duration.ofSeconds(12));
    }

    @Test
    void nowhere_isNoPlaceToAsk() {
        assertThatThrownBy(() -> Recovery.of(List.of(), RecoverySettings.DEFAULT, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("targets");
    }
}
