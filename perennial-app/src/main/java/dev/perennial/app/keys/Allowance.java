package dev.perennial.app.keys;

import dev.perennial.client.governor.SharedGovernor;
import dev.perennial.governor.GovernorSettings;
import dev.perennial.governor.budget.Budget;
import dev.perennial.governor.budget.Scope;
import dev.perennial.governor.limit.Amounts;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a client may use.
 *
 * @param limits those that are set, each more than zero
 */
public record Allowance(Map<Limit, BigDecimal> limits) {

    /** As much as there is. */
    public static final Allowance ALL = new Allowance(Map.of());

    private static final BigDecimal MOST = new BigDecimal("1000000000000");

    /** Keeps a copy. */
    public Allowance {
        limits = Map.copyOf(limits);
    }

    /** This with one limit more. */
    public Allowance with(Limit limit, BigDecimal amount) {
        Map<Limit, BigDecimal> more = new EnumMap<>(Limit.class);
        more.putAll(limits);
        more.put(limit, amount);
        return new Allowance(more);
    }

    /** The amount that a text says; empty if it says none that is more than zero, and for all but money whole. */
    public static Optional<BigDecimal> amount(Limit limit, String text) {
        try {
            BigDecimal amount = new BigDecimal(limit.isMoney() && text.startsWith("$") ? text.substring(1) : text);
            boolean whole = limit.isMoney() || amount.stripTrailingZeros().scale() <= 0;
            return Optional.of(amount).filter(a -> whole && a.signum() > 0 && a.compareTo(MOST) <= 0);
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    /** How a governor of the client's own is to govern. */
    public GovernorSettings settings(ZoneId zone) {
        return SharedGovernor.USUAL
                .withMost(new Amounts(number(Limit.REQUESTS), number(Limit.INPUT), number(Limit.OUTPUT)))
                .withBudgets(budgets())
                .withZone(zone);
    }

    private List<Budget> budgets() {
        List<Budget> budgets = new ArrayList<>();
        get(Limit.COST).ifPresent(sum -> budgets.add(new Budget.Money(Scope.ALL, sum)));
        get(Limit.DAILY_COST).ifPresent(sum -> budgets.add(new Budget.Money(Scope.DAY, sum)));
        get(Limit.TOKENS).ifPresent(n -> budgets.add(new Budget.Tokens(Scope.ALL, n.longValue())));
        get(Limit.DAILY_TOKENS).ifPresent(n -> budgets.add(new Budget.Tokens(Scope.DAY, n.longValue())));
        return budgets;
    }

    private Optional<BigDecimal> get(Limit limit) {
        return Optional.ofNullable(limits.get(limit));
    }

    private long number(Limit limit) {
        return get(limit).map(BigDecimal::longValue).orElse(0L);
    }

    /** For people, such as {@code daily-cost-budget $5, requests-per-minute 60}. */
    public String words() {
        return limits.isEmpty()
                ? "no limits of its own"
                : new EnumMap<>(limits)
                        .entrySet().stream()
                                .map(e -> e.getKey().key()
                                        + (e.getKey().isMoney() ? " $" : " ")
                                        + e.getValue().toPlainString())
                                .collect(Collectors.joining(", "));
    }
}
