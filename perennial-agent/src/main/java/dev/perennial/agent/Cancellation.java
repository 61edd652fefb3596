package dev.perennial.agent;

import dev.perennial.client.MessageStream;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The user's wish to stop a run, and what has to be woken so that the run notices: the thread that runs it, and the
 * stream that it reads. Thread-safe. Nothing is left over for the next run: neither the wish nor an interrupt of ours. An
 * interrupt from elsewhere is a wish to stop too, and is there again when the run is over.
 */
final class Cancellation {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private boolean requested;
    private boolean forGood;
    private boolean interrupted;
    private @Nullable Thread runner;
    private @Nullable MessageStream stream;

    /** The current thread begins a run. */
    void begin() {
        lock.lock();
        try {
            if (runner != null) {
                throw new IllegalStateException("A run is under way in this session: wait for its end, or cancel it.");
            }
            runner = Thread.currentThread();
            if (forGood) {
                request();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The current thread ends its run. */
    void end() {
        lock.lock();
        try {
            runner = null;
            requested = false;
            Thread.interrupted();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            interrupted = false;
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether a run is under way that could be stopped. */
    boolean isUnderWay() {
        lock.lock();
        try {
            return runner != null;
        } finally {
            lock.unlock();
        }
    }

    /** Asks the run that is under way to stop; does nothing if there is none. */
    void request() {
        lock.lock();
        try {
            if (runner != null) {
                requested = true;
                runner.interrupt();
                closeStream();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Asks the run that is under way to stop, and each that begins from now on. */
    void requestForGood() {
        lock.lock();
        try {
            forGood = true;
            request();
        } finally {
            lock.unlock();
        }
    }

    boolean requested() {
        lock.lock();
        try {
            if (!requested
                    && Thread.currentThread().equals(runner)
                    && Thread.currentThread().isInterrupted()) {
                interruptedFromElsewhere();
            }
            return requested;
        } finally {
            lock.unlock();
        }
    }

    /** The run was interrupted, which clears the thread's flag; by whom is to be seen here. */
    void wasInterrupted() {
        lock.lock();
        try {
            if (!requested) {
                interruptedFromElsewhere();
            }
        } finally {
            lock.unlock();
        }
    }

    private void interruptedFromElsewhere() {
        requested = true;
        interrupted = true;
    }

    /** Waits until no run is under way; at once if this thread is the one that runs. */
    void awaitEnd() {
        lock.lock();
        try {
            while (runner != null && !runner.equals(Thread.currentThread())) {
                ended.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The run reads {@code opened} from now on. */
    void watch(MessageStream opened) {
        lock.lock();
        try {
            stream = opened;
            if (requested) {
                closeStream();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The run no longer reads a stream. */
    void unwatch() {
        lock.lock();
        try {
            stream = null;
        } finally {
            lock.unlock();
        }
    }

    private void closeStream() {
        if (stream != null) {
            stream.close();
        }
    }
}
