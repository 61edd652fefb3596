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
 * @param trusting whether a server that answers without telling any limit is taken to have none, until it refuses; else the
 *     assumptions hold, and are felt for
 */
public record GovernorSettings(Amounts assumed, Amounts most, List<Budget> budgets, ZoneId zone, boolean trusting) {

    /** The lowest limits that were ever usual, and no budget. */
    public static final GovernorSettings DEFAULT =
            new GovernorSettings(new Amounts(50, 40_000, 16_000), Amounts.NONE, List.of(), ZoneId.of("UTC"), false);

    private static final int HEADROOM_PERCENT = 80;

    public GovernorSettings {
        requireNonNull(assumed, "assumed");
        requireNonNull(most, "most");
        requireNonNull(zone, "zone");
        budgets = List.copyOf(budgets);
    }

    /** These with other assumptions. */
    public GovernorSettings withAssumed(Amounts other) {
        return new GovernorSettings(other, most, budgets, zone, trusting);
    }

    /** These with limits of the user's own. */
    public GovernorSettings withMost(Amounts other) {
        return new GovernorSettings(assumed, other, budgets, zone, trusting);
    }

    /** These with other budgets. */
    public GovernorSettings withBudgets(List<Budget> other) {
        return new GovernorSettings(assumed, most, other, zone, trusting);
    }

    /** These with days that begin elsewhere. */
    public GovernorSettings withZone(ZoneId other) {
        return new GovernorSettings(assumed, most, budgets, other, trusting);
    }

    /** These for servers that tell no limits because they have none, or not. */
    public GovernorSettings withTrusting(boolean other) {
        return new GovernorSettings(assumed, most, budgets, zone, other);
    }

    /** What is reckoned with of the assumptions. */
    Amounts reckoned() {
        return Amounts.of(d -> Math.max(1, assumed.of(d) * HEADROOM_PERCENT / 100));
    }

    StartingLimits startingLimits() {
        return new StartingLimits(reckoned(), most);
    }
}
