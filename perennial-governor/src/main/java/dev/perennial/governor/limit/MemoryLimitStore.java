package dev.perennial.governor.limit;

import java.util.HashMap;
import java.util.Map;

/** Keeps levels in memory. Not safe for use by several threads: it belongs to one governor, which has one lock. */
public final class MemoryLimitStore implements LimitStore {

    private final Map<String, LimitBucket> buckets = new HashMap<>();

    @Override
    public LimitBucket bucket(String pool, StartingLimits limits, long now) {
        return buckets.computeIfAbsent(pool, name -> new VectorBucket(limits, now));
    }

    @Override
    public void forget(String pool) {
        buckets.remove(pool);
    }
}
