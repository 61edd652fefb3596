package dev.perennial.governor.limit;

/**
 * Where the levels of rate limits are kept. In memory for one process ({@link MemoryLimitStore}); several processes that use the
 * same limits can share one.
 */
public interface LimitStore {

    /**
     * The bucket of a pool, made at the first call.
     *
     * @param pool the pool's name
     * @param limits what to start with
     */
    LimitBucket bucket(String pool, StartingLimits limits, long now);

    /** Nothing is known of a pool, and nobody uses it: its bucket may be dropped. */
    void forget(String pool);
}
