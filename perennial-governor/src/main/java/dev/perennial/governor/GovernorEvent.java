package dev.perennial.governor;

import static java.util.Objects.requireNonNull;

import dev.perennial.governor.budget.Exhausted;
import dev.perennial.governor.limit.Dimension;
import java.time.Duration;

/** Something worth a line in a log or a count in a metric. */
public sealed interface GovernorEvent {

    /**
     * A server told a limit, for the first time or another than before.
     *
     * @param pool whose
     * @param dimension of what
     * @param perMinute how much
     */
    record LimitTold(Pool pool, Dimension dimension, long perMinute) implements GovernorEvent {

        public LimitTold {
            requireNonNull(pool, "pool");
            requireNonNull(dimension, "dimension");
        }
    }

    /**
     * A request was refused, and nothing more is sent for a while.
     *
     * @param pool whose limits
     * @param kind why
     * @param closed for how long
     */
    record GateClosed(Pool pool, Refusal.Kind kind, Duration closed) implements GovernorEvent {

        public GateClosed {
            requireNonNull(pool, "pool");
            requireNonNull(kind, "kind");
            requireNonNull(closed, "closed");
        }
    }

    /**
     * A request goes that is larger than the limit of a minute; all others wait until its debt is paid.
     *
     * @param id the request
     * @param tokens its input tokens
     * @param limit the limit
     */
    record Oversize(long id, long tokens, long limit) implements GovernorEvent {}

    /**
     * Four fifths of a budget are spent.
     *
     * @param budget which, and what was spent
     */
    record BudgetNearlySpent(Exhausted budget) implements GovernorEvent {

        public BudgetNearlySpent {
            requireNonNull(budget, "budget");
        }
    }
}
