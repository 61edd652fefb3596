package dev.perennial.app;

import dev.perennial.app.config.Setting;
import dev.perennial.app.config.Settings;
import dev.perennial.client.governor.Governing;
import dev.perennial.client.governor.SharedGovernor;
import dev.perennial.governor.GovernorEvent;
import dev.perennial.governor.GovernorSettings;
import dev.perennial.governor.budget.Budget;
import dev.perennial.governor.budget.Scope;
import dev.perennial.governor.limit.Amounts;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Who says which request may go now, by the user's settings. */
final class GovernorSetting {

    private GovernorSetting() {}

    /** With a listener of what it notices. */
    static Governing of(Settings settings, Consumer<GovernorEvent> listener) {
        return settings.isOn(Setting.GOVERNOR)
                ? Governing.ON
                        .by(SharedGovernor.with(governor(settings), listener))
                        .withCounting(settings.isOn(Setting.COUNT_TOKENS))
                : Governing.OFF;
    }

    /** What people are told of it; empty for most. */
    static Optional<String> notice(GovernorEvent event) {
        return event instanceof GovernorEvent.BudgetNearlySpent nearly
                ? Optional.of(nearly.budget().warning())
                : Optional.empty();
    }

    private static GovernorSettings governor(Settings settings) {
        Amounts most = new Amounts(
                settings.number(Setting.REQUESTS_PER_MINUTE).orElse(0),
                settings.number(Setting.INPUT_TOKENS_PER_MINUTE).orElse(0),
                settings.number(Setting.OUTPUT_TOKENS_PER_MINUTE).orElse(0));
        return SharedGovernor.USUAL
                .withMost(most)
                .withBudgets(budgets(settings))
                .withZone(ZoneId.systemDefault());
    }

    private static List<Budget> budgets(Settings settings) {
        List<Budget> budgets = new ArrayList<>();
        settings.number(Setting.TOKEN_BUDGET).ifPresent(tokens -> budgets.add(new Budget.Tokens(Scope.ALL, tokens)));
        settings.money(Setting.COST_BUDGET).ifPresent(money -> budgets.add(new Budget.Money(Scope.ALL, money)));
        return budgets;
    }
}
