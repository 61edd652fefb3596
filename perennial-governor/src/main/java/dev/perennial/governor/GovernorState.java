package dev.perennial.governor;

import static java.util.Objects.requireNonNull;

import dev.perennial.governor.budget.Spending;
import dev.perennial.governor.limit.Dimension;
import dev.perennial.governor.limit.LevelState;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a governor knows and does, at one moment. Immutable.
 *
 * @param pools the pools that were used
 * @param spent what was spent, by scope: to be shown, and to be kept for the next process
 * @param statistics what was counted since the start
 */
public record GovernorState(List<PoolState> pools, List<Spending> spent, Statistics statistics) {

    public GovernorState {
        pools = List.copyOf(pools);
        spent = List.copyOf(spent);
        requireNonNull(statistics, "statistics");
    }

    /**
     * One pool.
     *
     * @param pool which
     * @param levels how much of each limit is left, and when it will be full
     * @param closed for how much longer nothing is sent after a refusal; zero if it is open
     * @param underWay how many requests are under way
     * @param waiting who waits, in the order in which they go as things stand
     */
    public record PoolState(
            Pool pool, Map<Dimension, LevelState> levels, Duration closed, int underWay, List<Waiting> waiting) {

        public PoolState {
            requireNonNull(pool, "pool");
            requireNonNull(closed, "closed");
            levels = Map.copyOf(levels);
            waiting = List.copyOf(waiting);
        }
    }

    /**
     * One request that waits.
     *
     * @param id its name
     * @param session whose it is
     * @param priority how urgent it is
     * @param waited how long it has waited
     * @param more why and how much longer
     */
    public record Waiting(long id, String session, Priority priority, Duration waited, Wait more) {

        public Waiting {
            requireNonNull(session, "session");
            requireNonNull(priority, "priority");
            requireNonNull(waited, "waited");
            requireNonNull(more, "more");
        }
    }
}
