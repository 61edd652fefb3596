package dev.perennial.agent;

import java.util.concurrent.locks.ReentrantLock;

/** The events of a session: numbers them, folds them into the history, tells the listener. Thread-safe. */
final class EventLog {

    private final ReentrantLock lock = new ReentrantLock();
    private final SessionListener listener;
    private History history = History.empty();
    private long seq;

    EventLog(SessionListener listener) {
        this.listener = listener;
    }

    void append(SessionEvent event) {
        lock.lock();
        try {
            seq++;
            history = history.with(event);
            listener.on(seq, event);
        } finally {
            lock.unlock();
        }
    }

    History history() {
        lock.lock();
        try {
            return history;
        } finally {
            lock.unlock();
        }
    }
}
