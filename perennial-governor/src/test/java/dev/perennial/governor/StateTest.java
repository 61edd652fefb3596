package dev.perennial.governor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.governor.budget.Budget;
import dev.perennial.governor.budget.Scope;
import dev.perennial.governor.limit.Dimension;
import dev.perennial.governor.limit.LimitReport;
import dev.perennial.governor.limit.MemoryLimitStore;
import dev.perennial.models.Catalogue;
import dev.perennial.models.TokenUsage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pools, budgets, and what can be seen. */
final class StateTest {

    private static GovernorSettings budget(Budget budget) {
        return GovernorSettings.DEFAULT.withBudgets(List.of(budget));
    }

    @ParameterizedTest
    @CsvSource({
        "claude-opus-4-8, opus-4",
        "claude-opus-4-5-20251101, opus-4",
        "us.anthropic.claude-sonnet-4-6-v1:0, sonnet-4",
        "claude-sonnet-5, sonnet-5",
        "claude-opus-5-5, opus-5-5",
        "claude-opus-5, opus-5",
        "claude-fable-5-2, fable-5",
        "claude-fable-5, fable-5",
        "claude-mythos-5-1, mythos",
        "claude-mythos-preview, mythos",
        "claude-haiku-4-5@20251001, haiku-4-5",
        "simulated-claude-haiku-5-5, haiku-5-5",
        "llama, llama"
    })
    void pool_ofModel_isThatOfItsLimits(String model, String modelClass) {
        assertThat(Pool.of("key", model, Lane.STANDARD).modelClass()).isEqualTo(modelClass);
    }

    @Test
    void pools_ofLanesAndKeys_areApart() {
        Desk desk = Desk.knowing();
        desk.ask("a", 59_000, 10);
        for (Pool other : List.of(
                Pool.of("key-1", Desk.MODEL, Lane.FAST),
                Pool.of("key-2", Desk.MODEL, Lane.STANDARD),
                Pool.of("key-1", "claude-opus-5", Lane.STANDARD))) {
            Ask ask = desk.request("b", 20_000, 10);

            long id = desk.ask(new Ask(ask.id(), "b", other, Desk.MODEL, ask.input(), ask.output()));

            assertThat(desk.went(id)).as(other.name()).isTrue();
        }
    }

    @Test
    void budget_spent_stopsTheNextRequestNotThoseUnderWay() {
        Desk desk = Desk.knowing(budget(new Budget.Tokens(Scope.SESSION, 10_000)));
        long first = desk.ask("a", 10_000, 10);
        long second = desk.ask("a", 10, 10);
        desk.ended(first, 10_000, 10);

        long third = desk.ask("a", 10, 10);

        assertThat(desk.went(second)).isTrue();
        assertThat(desk.heard.rejection(third)).isInstanceOf(Rejection.BudgetSpent.class);
        assertThat(desk.heard.rejection(third).code()).isEqualTo("budget_spent");
        assertThat(desk.heard.events).anyMatch(GovernorEvent.BudgetNearlySpent.class::isInstance);
        assertThat(desk.went(desk.ask("b", 10, 10))).isTrue();
    }

    @Test
    void budget_spentWhileOthersWait_stopsThemAtTheirTurn() {
        Desk desk = Desk.knowing(budget(new Budget.Tokens(Scope.SESSION, 50_000)));
        long first = desk.ask("a", 55_000, 10);
        long second = desk.ask("a", 20_000, 10);
        desk.ended(first, 55_000, 10);

        desk.pass(Duration.ofMinutes(1));

        assertThat(desk.heard.rejection(second)).isInstanceOf(Rejection.BudgetSpent.class);
    }

    @Test
    void budget_ofBrokenAnswers_countsWhatTheyUsed() {
        Desk desk = Desk.knowing(budget(new Budget.Tokens(Scope.SESSION, 1_000)));
        long id = desk.ask("a", 900, 500);
        desk.on(new Input.Started(id, TokenUsage.of(900, 0)));
        desk.governor.generated(desk.now, id, 100);

        desk.on(new Input.Broken(id, true, LimitReport.NOTHING));

        assertThat(desk.heard.rejections).isEmpty();
        assertThat(desk.heard.rejection(desk.ask("a", 1, 1))).isInstanceOf(Rejection.BudgetSpent.class);
    }

    @ParameterizedTest
    @CsvSource({"STANDARD, 24", "FAST, 48", "BATCH, 12", "COUNT, 0"})
    void money_isReckonedByLane(Lane lane, BigDecimal dollars) {
        Desk desk = new Desk(GovernorSettings.DEFAULT);
        Ask ask = desk.request("a", 10, 10);
        desk.ask(new Ask(ask.id(), "a", Pool.of("k", Desk.MODEL, lane), Desk.MODEL, ask.input(), ask.output()));

        desk.ended(ask.id(), 1_000_000, 1_000_000);

        assertThat(desk.governor.state(desk.now).spent().getFirst().dollars()).isEqualByComparingTo(dollars);
    }

    @ParameterizedTest
    @CsvSource({"claude-haiku-4-5, claude-haiku-4-5", "nobody-knows-it, claude-opus-5-5", "'', claude-opus-5-5"})
    void money_isThatOfWhoServedIt(String served, String priced) {
        Desk desk = new Desk(GovernorSettings.DEFAULT);
        Ask ask = desk.request("a", 10, 10);
        desk.ask(new Ask(
                ask.id(), "a", Pool.of("k", Desk.MODEL, Lane.STANDARD), "claude-opus-5-5", ask.input(), ask.output()));
        desk.on(new Input.Started(ask.id(), TokenUsage.of(100_000, 0), served));

        desk.ended(ask.id(), 100_000, 1_000);

        assertThat(desk.governor.state(desk.now).spent().getFirst().dollars())
                .isEqualByComparingTo(Catalogue.builtIn().get(priced).prices().cost(TokenUsage.of(100_000, 1_000)));
    }

    @Test
    void day_beginsWhereTheUserIs() {
        Desk desk = Desk.knowing(budget(new Budget.Tokens(Scope.DAY, 1_000)).withZone(ZoneId.of("Asia/Tokyo")));
        desk.on(new Input.Clock(Instant.parse("2026-11-22T14:59:00Z")));
        desk.ended(desk.ask("a", 1_000, 10), 1_000, 10);
        long today = desk.ask("a", 10, 10);
        desk.pass(Duration.ofMinutes(1));
        long tomorrow = desk.ask("a", 10, 10);

        assertThat(desk.heard.rejection(today)).isInstanceOf(Rejection.BudgetSpent.class);
        assertThat(desk.went(tomorrow)).isTrue();
    }

    @Test
    void spent_isCarriedOverToTheNextProcess() {
        Desk before = Desk.knowing();
        before.ended(before.ask("a", 1_000, 10), 1_000, 10);
        Governor after =
                new Governor(budget(new Budget.Tokens(Scope.ALL, 1_000)), new MemoryLimitStore(), Catalogue.builtIn());

        after.carryOver(before.governor.state(before.now).spent());
        after.ask(0, before.request("a", 1, 1), before.heard);

        assertThat(before.heard.rejections.values()).hasOnlyElementsOfType(Rejection.BudgetSpent.class);
    }

    @Test
    void state_tellsLimitsAndWhoWaits() {
        Desk desk = Desk.knowing();
        long first = desk.ask("a", 59_000, 10);
        desk.started(first, 59_000, LimitReport.NOTHING);
        long id = desk.ask(desk.request("b", 31_000, 10).withPriority(Priority.RESUME));
        desk.pass(Duration.ofSeconds(10));

        GovernorState.PoolState pool = desk.governor.state(desk.now).pools().getFirst();

        assertThat(pool.underWay()).isEqualTo(1);
        assertThat(desk.level(Dimension.INPUT).low()).isEqualTo(11_000);
        assertThat(desk.level(Dimension.INPUT).nanosUntilFull())
                .isEqualTo(Duration.ofSeconds(49).toNanos());
        assertThat(pool.waiting())
                .containsExactly(new GovernorState.Waiting(
                        id,
                        "b",
                        Priority.RESUME,
                        Duration.ofSeconds(10),
                        new Wait(Duration.ofSeconds(20), Wait.Reason.INPUT, 0)));
    }

    @Test
    void statistics_countWhatHappened() {
        Desk desk = new Desk(GovernorSettings.DEFAULT);
        long first = desk.ask("a", 100, 10);
        long second = desk.ask("a", 100, 10);
        desk.pass(Duration.ofSeconds(2));
        desk.ended(first, 100, 10);
        desk.refused(second, "", Optional.empty());
        long third = desk.ask("a", 100, 10);
        desk.pass(Duration.ofMinutes(1));
        desk.on(new Input.Broken(third, false, LimitReport.NOTHING));

        Statistics statistics = desk.governor.state(desk.now).statistics();

        assertThat(statistics.asked()).isEqualTo(3);
        assertThat(statistics.admitted()).isEqualTo(3);
        assertThat(statistics.completed()).isEqualTo(1);
        assertThat(statistics.refused()).isEqualTo(1);
        assertThat(statistics.broken()).isEqualTo(1);
        assertThat(statistics.usage()).isEqualTo(TokenUsage.of(100, 10));
        assertThat(statistics.longestWait()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    @Test
    void poolsThatNobodyAnsweredFor_areForgotten() {
        Desk desk = new Desk(GovernorSettings.DEFAULT);
        long first = desk.ask("a", 100, 10);
        long second = desk.ask("b", 100, 10);

        desk.on(new Input.Broken(first, true, LimitReport.NOTHING));
        assertThat(desk.governor.state(desk.now).pools()).hasSize(1);
        desk.pass(Duration.ofSeconds(10));
        desk.on(new Input.Broken(second, true, LimitReport.NOTHING));

        assertThat(desk.governor.state(desk.now).pools()).isEmpty();
    }

    @Test
    void poolsThatWereRefused_areNotForgotten() {
        Desk desk = new Desk(GovernorSettings.DEFAULT);
        desk.refused(desk.ask("a", 100, 10), "", Optional.empty());
        desk.pass(Duration.ofMinutes(1));

        desk.on(new Input.Broken(desk.ask("a", 100, 10), true, LimitReport.NOTHING));

        assertThat(desk.governor.state(desk.now).pools()).hasSize(1);
    }
}
