package dev.perennial.app;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** A lock for each session, which is there as long as somebody wants it. Thread-safe. */
final class SessionLocks {

    private final Map<String, Wanted> locks = new ConcurrentHashMap<>();

    /**
     * A lock.
     *
     * @param by how many hold it or wait for it
     */
    private record Wanted(ReentrantLock lock, int by) {

        Wanted by(int more) {
            return new Wanted(lock, by + more);
        }
    }

    /** Does what only one at a time may do with a session. */
    <T> T with(String session, Supplier<T> work) {
        ReentrantLock lock = wanted(session);
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
            locks.computeIfPresent(session, (id, wanted) -> wanted.by() == 1 ? null : wanted.by(-1));
        }
    }

    private ReentrantLock wanted(String session) {
        return locks.merge(session, new Wanted(new ReentrantLock(), 1), (known, more) -> known.by(1))
                .lock();
    }
}
