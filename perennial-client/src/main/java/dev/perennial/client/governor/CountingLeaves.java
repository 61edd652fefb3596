package dev.perennial.client.governor;

import dev.perennial.governor.Pool;
import dev.perennial.governor.estimate.CountingLeave;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which servers may be asked to count tokens: for each key and class of models, since a server may know one model and not another, and
 * refuse one key and not another. Safe for use by several threads.
 */
public final class CountingLeaves {

    /** Keys and models that somebody made up are to fill nobody's memory. */
    private static final int MOST_POOLS = 1_000;

    private final Map<Pool, CountingLeave> leaves = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Pool, CountingLeave> eldest) {
            return size() > MOST_POOLS;
        }
    };

    /** Those of servers of which none was asked yet. */
    public CountingLeaves() {}

    /** The one of a pool. */
    public synchronized CountingLeave of(Pool pool) {
        return leaves.computeIfAbsent(pool, p -> new CountingLeave());
    }
}
