package dev.perennial.client;

import dev.perennial.client.MessageStreamException.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands each event of a stream to several readers. A virtual thread reads the stream, while a reader waits; so whoever is
 * interrupted or closed leaves the others alone.
 */
final class Tee {

    private final Supplier<@Nullable MessageEvent> source;
    private final Runnable closing;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Lane> lanes = new ArrayList<>();

    private int open;
    private boolean pumping;
    private boolean finished;
    private @Nullable Throwable failure;

    Tee(Supplier<@Nullable MessageEvent> source, Runnable closing) {
        this.source = source;
        this.closing = closing;
    }

    List<StreamBranch> branches(int count) {
        List<StreamBranch> branches = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Lane lane = new Lane();
            lanes.add(lane);
            branches.add(new StreamBranch(lane::next, lane::close));
        }
        open = count;
        return List.copyOf(branches);
    }

    private boolean isOver() {
        return finished || failure != null;
    }

    private void pump() {
        while (awaitReader()) {
            try {
                give(source.get());
            } catch (RuntimeException | Error e) {
                fail(e); // an error too: nobody else would hear of it
            }
        }
    }

    /** Whether there is more to be read, for somebody. */
    private boolean awaitReader() {
        lock.lock();
        try {
            while (lanes.stream().noneMatch(Lane::isStarving) && open > 0 && !isOver()) {
                changed.awaitUninterruptibly();
            }
            return open > 0 && !isOver();
        } finally {
            lock.unlock();
        }
    }

    private void give(@Nullable MessageEvent event) {
        lock.lock();
        try {
            if (event == null) {
                finished = true;
            } else {
                lanes.forEach(lane -> lane.add(event));
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void fail(Throwable failed) {
        lock.lock();
        try {
            failure = failed;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private final class Lane {

        private final WaitingEvents events = new WaitingEvents();
        private boolean closed;
        private boolean waiting;

        boolean isStarving() {
            return waiting && events.isEmpty();
        }

        void add(MessageEvent event) {
            if (!closed) {
                events.add(event);
            }
        }

        @Nullable
        MessageEvent next() {
            lock.lock();
            try {
                startPump();
                while (events.isEmpty() && !isOver() && !closed) {
                    awaitEvent();
                }
                return take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw closed("the reading thread was interrupted", e);
            } finally {
                lock.unlock();
            }
        }

        private void startPump() {
            if (!pumping) {
                pumping = true;
                Thread.ofVirtual().name("perennial-tee").start(Tee.this::pump);
            }
        }

        @SuppressWarnings("WaitNotInLoop") // next() loops
        private void awaitEvent() throws InterruptedException {
            waiting = true;
            changed.signalAll();
            try {
                changed.await();
            } finally {
                waiting = false;
            }
        }

        private @Nullable MessageEvent take() {
            if (closed) {
                throw closed("this branch was closed before the message was whole", null);
            }
            if (!events.isEmpty()) {
                return events.remove();
            }
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure != null) {
                throw (RuntimeException) failure;
            }
            return null;
        }

        void close() {
            boolean last;
            lock.lock();
            try {
                last = !closed && --open == 0;
                closed = true;
                events.clear();
                changed.signalAll();
            } finally {
                lock.unlock();
            }
            if (last) {
                closing.run();
            }
        }
    }

    private static StreamClosedException closed(String why, @Nullable Exception cause) {
        return new StreamClosedException(why, new Context(null, null), cause);
    }
}
