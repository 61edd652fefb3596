package dev.perennial.simulator.fault;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** Counts the attempts of each conversation; forgets those that were not heard of for the longest time. */
final class AttemptCounter {

    private static final int MOST = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Long> attempts = new LinkedHashMap<>(16, 0.75f, true);

    /** The number of this attempt, 1 for the first. */
    long next(String conversation) {
        lock.lock();
        try {
            long number = attempts.merge(conversation, 1L, Long::sum);
            if (attempts.size() > MOST) {
                attempts.remove(attempts.keySet().iterator().next());
            }
            return number;
        } finally {
            lock.unlock();
        }
    }

    /** Begins anew. */
    void forget(String conversation) {
        lock.lock();
        try {
            attempts.remove(conversation);
        } finally {
            lock.unlock();
        }
    }
}
