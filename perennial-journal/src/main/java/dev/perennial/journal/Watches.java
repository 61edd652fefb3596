package dev.perennial.journal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Those who wait for something to happen to a session. Whoever changes one in this process tells it here; what other processes
 * change is found out by one {@link Poller} for all.
 */
final class Watches {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wanted = lock.newCondition();
    private final Map<Long, Watched> watched = new HashMap<>();
    private boolean closed;

    /** What those who wait for one session share. All of it under the lock. */
    private final class Watched {
        private final Condition moved = lock.newCondition();
        private int watches;
        private long lastSeq;
        private long calls;
        private boolean gone;
    }

    /**
     * Begins to watch a session. What happens from now on is told to the watch; what happened before has to be looked up by
     * whoever asks for it.
     */
    Watch watch(long session) {
        lock.lock();
        try {
            Watched state = watched.computeIfAbsent(session, number -> new Watched());
            state.watches++;
            wanted.signalAll();
            return new Watch(session, state);
        } finally {
            lock.unlock();
        }
    }

    /** The session has an entry of that place. */
    void appended(long session, long lastSeq) {
        change(session, state -> state.lastSeq = Math.max(state.lastSeq, lastSeq));
    }

    /** Something happened to the session that its writer has to look at: a message, another holder. */
    void called(long session) {
        change(session, state -> state.calls++);
    }

    /** The session was deleted. */
    void deleted(long session) {
        change(session, state -> {
            state.gone = true;
            state.calls++;
        });
    }

    private void change(long session, Consumer<Watched> change) {
        lock.lock();
        try {
            Watched state = watched.get(session);
            if (state != null) {
                change.accept(state);
                state.moved.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until somebody watches something. */
    boolean awaitAny() throws InterruptedException {
        lock.lock();
        try {
            while (watched.isEmpty() && !closed) {
                wanted.await();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** The numbers of the sessions that somebody watches. */
    List<Long> sessions() {
        lock.lock();
        try {
            return List.copyOf(watched.keySet());
        } finally {
            lock.unlock();
        }
    }

    /** Nobody waits any longer. */
    void close() {
        lock.lock();
        try {
            closed = true;
            wanted.signalAll();
            watched.values().forEach(state -> state.moved.signalAll());
        } finally {
            lock.unlock();
        }
    }

    /** One who waits for a session. */
    final class Watch implements AutoCloseable {

        private final long session;
        private final Watched state;

        private Watch(long session, Watched state) {
            this.session = session;
            this.state = state;
        }

        /** Whether there is an entry beyond that place before the time is up. */
        boolean awaitBeyond(long after, long nanos) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                long left = nanos;
                while (state.lastSeq <= after && !state.gone && !closed && left > 0) {
                    left = state.moved.awaitNanos(left);
                }
                return state.lastSeq > after && !state.gone;
            } finally {
                lock.unlock();
            }
        }

        /** How often its writer was called so far. */
        long calls() {
            lock.lock();
            try {
                return state.calls;
            } finally {
                lock.unlock();
            }
        }

        /** Waits until it was called more often than that; returns the rest of the time, 0 or less if it is up. */
        long awaitCall(long seen, long nanos) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                long left = nanos;
                while (state.calls == seen && !closed && left > 0) {
                    left = state.moved.awaitNanos(left);
                }
                return left;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            lock.lock();
            try {
                state.watches--;
                if (state.watches == 0) {
                    watched.remove(session);
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
