package dev.perennial.governor;

import static java.util.Objects.requireNonNull;

import dev.perennial.governor.budget.Budget;
import dev.perennial.governor.limit.Amounts;
import dev.perennial.governor.limit.StartingLimits;
import java.time.ZoneId;
import java.util.List;

/**
 * How a governor governs.
 *
 * @param assumed the limits to reckon with until a server tells its own, per minute; four fifths of them are used
 * @param most what the user allows, per minute; 0 for what the server allows
 * @param budgets what may be spent
 * @param zone where a day begins, for budgets of a day
 */
public record GovernorSettings(Amounts assumed, Amounts most, List<Budget> budgets, ZoneId zone) {

    /** The lowest limits that were ever usual, and no budget. */
    public static final GovernorSettings DEFAULT =
            new GovernorSettings(new Amounts(50, 40_000, 16_000), Amounts.NONE, List.of(), ZoneId.of("UTC"));

    private static final int HEADROOM_PERCENT = 80;

    public GovernorSettings {
        requireNonNull(assumed, "assumed");
        requireNonNull(most, "most");
        requireNonNull(zone, "zone");
        budgets = List.copyOf(budgets);
    }

    /** These with other assumptions. */
    public GovernorSettings withAssumed(Amounts other) {
        return new GovernorSettings(other, most, budgets, zone);
    }

    /** These with limits of the user's own. */
    public GovernorSettings withMost(Amounts other) {
        return new GovernorSettings(assumed, other, budgets, zone);
    }

    /** These with other budgets. */
    public GovernorSettings withBudgets(List<Budget> other) {
        return new GovernorSettings(assumed, most, other, zone);
    }

    /** These with days that begin elsewhere. */
    public GovernorSettings withZone(ZoneId other) {
        return new GovernorSettings(assumed, most, budgets, other);
    }

    StartingLimits startingLimits() {
        return new StartingLimits(Amounts.of(d -> Math.max(1, assumed.of(d) * HEADROOM_PERCENT / 100)), most);
    }
}
