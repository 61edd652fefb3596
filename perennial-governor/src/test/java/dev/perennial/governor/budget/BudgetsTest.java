package dev.perennial.governor.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BudgetsTest {

    private static final Spender MONDAY = new Spender("a", "key-1", "2026-11-23");
    private static final Spender TUESDAY = new Spender("a", "key-1", "2026-11-24");
    private static final Spender OTHER = new Spender("b", "key-2", "2026-11-23");
    private static final BigDecimal NOTHING = BigDecimal.ZERO;

    private static Budgets of(Budget... budgets) {
        return new Budgets(List.of(budgets));
    }

    @Test
    void objection_untilAllIsSpent_isNone() {
        Budgets budgets = of(new Budget.Tokens(Scope.ALL, 1_000_000));
        budgets.spend(MONDAY, 999_999, NOTHING);
        assertThat(budgets.objection(MONDAY)).isEmpty();

        budgets.spend(OTHER, 1, NOTHING);

        assertThat(budgets.objection(MONDAY))
                .hasValueSatisfying(
                        exhausted -> assertThat(exhausted.sentence())
                                .isEqualTo(
                                        "1000000 tokens of the budget of 1000000 tokens in all are spent: raise the budget to go on."));
    }

    @Test
    void objection_ofMoney_isExact() {
        Budgets budgets = of(new Budget.Money(Scope.ALL, new BigDecimal("0.30")));
        for (int i = 0; i < 3; i++) {
            assertThat(budgets.objection(MONDAY)).isEmpty();
            budgets.spend(MONDAY, 0, new BigDecimal("0.10"));
        }

        assertThat(budgets.objection(MONDAY))
                .hasValueSatisfying(e -> assertThat(e.sentence()).contains("$0.3 of"));
    }

    @Test
    void spentElsewhere_comesOnTopOfWhatIsSpentHere() {
        Budgets budgets = of(new Budget.Tokens(Scope.ALL, 100));
        budgets.spend(MONDAY, 30, NOTHING);

        budgets.spentElsewhere(List.of(new Spending(Scope.ALL, "", 69, NOTHING)));
        assertThat(budgets.objection(MONDAY)).isEmpty();
        budgets.spentElsewhere(List.of(new Spending(Scope.ALL, "", 1, NOTHING)));

        assertThat(budgets.objection(MONDAY)).isPresent();
    }

    @Test
    void spend_fourFifths_isToldOnce() {
        Budget budget = new Budget.Tokens(Scope.SESSION, 100);
        Budgets budgets = of(budget);

        assertThat(budgets.spend(MONDAY, 79, NOTHING)).isEmpty();
        assertThat(budgets.spend(MONDAY, 1, NOTHING))
                .extracting(Exhausted::budget)
                .containsExactly(budget);
        assertThat(budgets.spend(MONDAY, 1, NOTHING)).isEmpty();
    }

    @Test
    void budgets_ofASession_concernNoOther() {
        Budgets budgets = of(new Budget.Tokens(Scope.SESSION, 100));
        budgets.spend(MONDAY, 100, NOTHING);

        assertThat(budgets.objection(MONDAY)).isPresent();
        assertThat(budgets.objection(OTHER)).isEmpty();
    }

    @Test
    void budgets_ofAKey_countAllItsSessions() {
        Budgets budgets = of(new Budget.Tokens(Scope.CREDENTIAL, 100));
        budgets.spend(new Spender("c", "key-1", "2026-11-23"), 100, NOTHING);

        assertThat(budgets.objection(MONDAY)).isPresent();
        assertThat(budgets.objection(OTHER)).isEmpty();
    }

    @Test
    void budgets_ofADay_beginAnewTheNextDay() {
        Budgets budgets = of(new Budget.Tokens(Scope.DAY, 100));
        budgets.spend(MONDAY, 100, NOTHING);

        assertThat(budgets.objection(OTHER)).isPresent();
        assertThat(budgets.objection(TUESDAY)).isEmpty();
        budgets.spend(TUESDAY, 1, NOTHING);
        assertThat(budgets.spent()).extracting(Spending::name).containsExactly("", "2026-11-24");
    }

    @Test
    void spent_carriedOver_countsOn() {
        Budgets before = of(new Budget.Tokens(Scope.ALL, 100));
        before.spend(MONDAY, 100, NOTHING);
        Budgets after = of(new Budget.Tokens(Scope.ALL, 100));

        after.carryOver(before.spent());

        assertThat(after.objection(MONDAY)).isPresent();
    }

    @Test
    void budgets_ofNothing_areRefused() {
        assertThatThrownBy(() -> new Budget.Tokens(Scope.ALL, 0)).hasMessageContaining("tokens is 0");
        assertThatThrownBy(() -> new Budget.Money(Scope.ALL, NOTHING)).hasMessageContaining("dollars is 0");
    }
}
