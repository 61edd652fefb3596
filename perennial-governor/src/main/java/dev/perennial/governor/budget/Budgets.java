package dev.perennial.governor.budget;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Adds up what is spent and says when a budget is. Sessions and credentials are counted only where a budget limits them. Not
 * safe for use by several threads.
 */
public final class Budgets {

    private static final BigDecimal NEARLY = new BigDecimal("0.8");

    private record Account(Scope scope, String name) {}

    private final List<Budget> budgets;
    private final Map<Account, Spending> accounts = new LinkedHashMap<>();

    /** Budgets of which nothing is spent. */
    public Budgets(List<Budget> budgets) {
        this.budgets = List.copyOf(budgets);
    }

    /** Begins with what was spent before, in place of what was counted so far. */
    public void carryOver(List<Spending> before) {
        before.forEach(spending -> accounts.put(new Account(spending.scope(), spending.name()), spending));
    }

    /** Adds what others have spent. */
    public void spentElsewhere(List<Spending> more) {
        more.forEach(spending -> accounts.merge(
                new Account(spending.scope(), spending.name()),
                spending,
                (known, added) -> known.plus(added.tokens(), added.dollars())));
    }

    /** The first budget that is spent, so that nothing more may be. */
    public Optional<Exhausted> objection(Spender spender) {
        return budgets.stream()
                .map(budget -> new Exhausted(budget, spending(budget.scope(), spender)))
                .filter(e -> e.spent().compareTo(e.budget().amount()) >= 0)
                .findFirst();
    }

    /**
     * Adds what was spent.
     *
     * @return the budgets of which four fifths are spent with this, and were not before
     */
    public List<Exhausted> spend(Spender spender, long tokens, BigDecimal dollars) {
        List<Exhausted> before = nearlySpent(spender);
        for (Scope scope : Scope.values()) {
            if (isCounted(scope)) {
                accounts.put(
                        new Account(scope, spender.name(scope)),
                        spending(scope, spender).plus(tokens, dollars));
            }
        }
        accounts.keySet().removeIf(a -> a.scope() == Scope.DAY && a.name().compareTo(spender.day()) < 0);
        List<Exhausted> after = new ArrayList<>(nearlySpent(spender));
        after.removeIf(e -> before.stream().anyMatch(b -> b.budget().equals(e.budget())));
        return List.copyOf(after);
    }

    /** What was spent so far. */
    public List<Spending> spent() {
        return List.copyOf(accounts.values());
    }

    private boolean isCounted(Scope scope) {
        return scope == Scope.ALL || scope == Scope.DAY || budgets.stream().anyMatch(b -> b.scope() == scope);
    }

    private List<Exhausted> nearlySpent(Spender spender) {
        return budgets.stream()
                .map(budget -> new Exhausted(budget, spending(budget.scope(), spender)))
                .filter(e -> e.spent().compareTo(e.budget().amount().multiply(NEARLY)) >= 0)
                .toList();
    }

    private Spending spending(Scope scope, Spender spender) {
        String name = spender.name(scope);
        return accounts.getOrDefault(new Account(scope, name), Spending.nothing(scope, name));
    }
}
