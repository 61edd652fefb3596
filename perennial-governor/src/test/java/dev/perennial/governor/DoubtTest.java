package dev.perennial.governor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.governor.budget.Budget;
import dev.perennial.governor.budget.Scope;
import dev.perennial.governor.limit.LimitReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a count of the prompt would decide what its estimate does not. The limit is 60,000 a minute, a thousand a second. */
final class DoubtTest {

    private static final Duration SPARED = Duration.ofSeconds(2);

    private Desk desk = Desk.knowing();

    private Ask between(long least, long most) {
        long expected = (least + most) / 2;
        Ask ask = desk.request("a", 0, 100);
        return new Ask(
                ask.id(),
                ask.session(),
                ask.pool(),
                ask.model(),
                new InputEstimate(expected, most, List.of()),
                ask.output());
    }

    private Optional<Doubt> doubt(long least, long most) {
        return desk.governor.doubt(desk.now, between(least, most), SPARED);
    }

    /** 60,000 are there, of which a hundredth of a minute's is left. */
    @ParameterizedTest
    @CsvSource({
        "     1,  50_000, ",
        "50_000,  59_400, ",
        "50_000,  60_000, ", // it waits for less than a count would take
        "50_000,  60_001, FITS_THE_BUCKET",
        "60_000,  70_000, FITS_THE_BUCKET",
        "60_001,  70_001, ",
        "70_001,  90_001, ",
    })
    void full(String least, String most, Doubt expected) {
        assertThat(doubt(number(least), number(most))).isEqualTo(Optional.ofNullable(expected));
    }

    /** 30,000 are there, 29,400 but for the margin. */
    @ParameterizedTest
    @CsvSource({
        "20_000,  29_000, ",
        "20_000,  29_400, ",
        "20_000,  31_400, ", // two seconds' worth: over before it is counted
        "20_000,  31_402, FITS_NOW",
        "29_400,  40_000, FITS_NOW",
        "29_402,  40_000, ",
        "35_000,  60_000, ",
        "20_000,  62_000, FITS_THE_BUCKET",
    })
    void halfEmpty(String least, String most, Doubt expected) {
        desk.ask("b", 30_000, 100);

        assertThat(doubt(number(least), number(most))).isEqualTo(Optional.ofNullable(expected));
    }

    private static long number(String text) {
        return Long.parseLong(text.replace("_", ""));
    }

    @Test
    void othersWait_soItWaitsInAnyCase_butItsSizeMatters() {
        desk.ask("b", 30_000, 100);
        desk.ask("c", 50_000, 100);

        assertThat(doubt(20_000, 40_000)).isEmpty();
        assertThat(doubt(50_000, 70_000)).contains(Doubt.FITS_THE_BUCKET);
    }

    @Test
    void gateIsClosed_soItWaitsInAnyCase() {
        long refused = desk.ask("b", 30_000, 100);
        desk.refused(refused, "", Optional.of(Duration.ofSeconds(20)));

        assertThat(doubt(50_000, 60_000)).isEmpty();
    }

    @Test
    void gateIsClosedForLongerThanTheRequestWaits_soItIsRejectedInAnyCase() {
        long refused = desk.ask("b", 30_000, 100);
        desk.refused(refused, "", Optional.of(Duration.ofSeconds(20)));

        assertThat(desk.governor.closedFor(desk.now, Desk.POOL)).isEqualTo(Duration.ofSeconds(20));
        assertThat(untilIn(Duration.ofSeconds(19))).isEmpty();
        assertThat(untilIn(Duration.ofSeconds(21))).contains(Doubt.FITS_THE_BUCKET);
    }

    private Optional<Doubt> untilIn(Duration time) {
        Ask ask = between(50_000, 70_000).withDeadline(desk.now + time.toNanos());
        return desk.governor.doubt(desk.now, ask, SPARED);
    }

    @Test
    void moneyIsSpentAtTheServer_soItIsRejectedInAnyCase() {
        long refused = desk.ask("b", 30_000, 100);
        desk.refused(refused, "enforced_spend_limit_reached", Optional.empty());

        assertThat(doubt(50_000, 70_000)).isEmpty();
    }

    @Test
    void budgetIsSpent_soItIsRejectedInAnyCase() {
        desk = Desk.knowing(GovernorSettings.DEFAULT.withBudgets(List.of(new Budget.Tokens(Scope.ALL, 1_000))));
        assertThat(doubt(50_000, 70_000)).isPresent();
        desk.ended(desk.ask("b", 1_000, 1), 1_000, 1);
        desk.pass(Duration.ofMinutes(1));

        assertThat(doubt(50_000, 70_000)).isEmpty();
    }

    @Test
    void probeIsUnderWay_soItWaitsInAnyCase() {
        desk = new Desk(GovernorSettings.DEFAULT);
        desk.ask("first", 20_000, 100);

        assertThat(doubt(5_000, 20_000)).isEmpty();
    }

    @Test
    void nothingIsKnownOfTheLimits_soThatThereIsNothingToCross() {
        desk = new Desk(GovernorSettings.DEFAULT);

        assertThat(doubt(1, 1_000_000)).isEmpty();
    }

    @Test
    void serverThatTellsNoLimits_isTakenToHaveNone() {
        desk = new Desk(GovernorSettings.DEFAULT.withTrusting(true));
        long id = desk.ask("first", 1, 1);
        desk.started(id, 0, LimitReport.NOTHING);

        assertThat(doubt(1, 10_000_000)).isEmpty();
    }

    @Test
    void whatACacheHolds_isNotInDoubt() {
        List<Breakpoint> cached = Desk.cachedAt("p", 55_000);
        Ask first = desk.request("a", 0, 100);
        Ask writing = new Ask(
                first.id(),
                "a",
                first.pool(),
                first.model(),
                InputEstimate.exactly(56_000).cachedAt(cached),
                first.output());
        desk.ask(writing);
        desk.started(writing.id(), 56_000, Desk.left(4_000, 12_000));
        desk.ended(writing.id(), 56_000, 10);

        Ask next = between(56_000, 62_000);
        Ask reading =
                new Ask(next.id(), "a", next.pool(), next.model(), next.input().cachedAt(cached), next.output());

        assertThat(desk.governor.doubt(desk.now, reading, SPARED)).contains(Doubt.FITS_NOW);
    }

    @Test
    void doubt_changesNothing() {
        GovernorState before = desk.governor.state(desk.now);

        doubt(50_000, 70_000);

        assertThat(desk.governor.state(desk.now)).isEqualTo(before);
    }
}
