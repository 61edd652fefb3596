package dev.perennial.client;

import java.time.Duration;
import java.util.Comparator;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Wakes streams up when they asked for it; one thread for all of them, which ends by itself when there is nothing to wait
 * for. It outlives the client that it was made for, as streams do.
 *
 * <p>Nearly every alarm is cancelled, because the stream that set it is well. So the thread is not disturbed by one that is
 * cancelled, nor by one for which it looks up early enough; a timer of the JDK's would wake it for each message.
 *
 * <p>What is woken runs on a virtual thread of its own, so that a slow one keeps nobody else waiting.
 */
final class Alarm {

    private static final long LOOKS_UP_AFTER = Duration.ofSeconds(10).toNanos();
    private static final long LONGEST = Long.MAX_VALUE / 2;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition sooner = lock.newCondition();
    private final TreeSet<Ring> rings =
            new TreeSet<>(Comparator.<Ring>comparingLong(r -> r.at).thenComparingLong(r -> r.number));
    private final long origin = System.nanoTime();
    private boolean awake;
    private long looksUpAt;
    private long numbers;

    /** Something that is to be run. */
    final class Ring {

        private final long at;
        private final long number;
        private final Runnable action;

        private Ring(long at, long number, Runnable action) {
            this.at = at;
            this.number = number;
            this.action = action;
        }

        /** It is not to be run, unless it was already. */
        void cancel() {
            lock.lock();
            try {
                rings.remove(this);
            } finally {
                lock.unlock();
            }
        }
    }

    private long now() {
        return System.nanoTime() - origin;
    }

    /** Has something run after so many nanoseconds, unless it is cancelled before. */
    Ring in(long nanos, Runnable action) {
        lock.lock();
        try {
            Ring ring = new Ring(now() + Math.clamp(nanos, 0, LONGEST), numbers++, action);
            rings.add(ring);
            if (!awake) {
                Thread.ofPlatform().daemon().name("perennial-alarm").start(this::watch);
                awake = true;
            } else if (ring.at < looksUpAt) {
                sooner.signal();
            }
            return ring;
        } finally {
            lock.unlock();
        }
    }

    private void watch() {
        lock.lock();
        try {
            long now = now();
            do {
                looksUpAt = nextLook(now);
                awaitUntil(looksUpAt, now);
                now = now();
                ringUntil(now);
            } while (!rings.isEmpty() || now < looksUpAt);
        } finally {
            awake = false;
            lock.unlock();
        }
    }

    private long nextLook(long now) {
        long latest = now + LOOKS_UP_AFTER;
        return rings.isEmpty() ? latest : Math.min(latest, rings.first().at);
    }

    /** Nobody interrupts it but to no purpose: it looks up early. */
    @SuppressWarnings("WaitNotInLoop") // watch() loops
    private void awaitUntil(long time, long now) {
        try {
            sooner.awaitNanos(time - now);
        } catch (InterruptedException looksUpEarly) {
            // It is nobody's thread but its own.
        }
    }

    private void ringUntil(long now) {
        while (!rings.isEmpty() && rings.first().at <= now) {
            Thread.startVirtualThread(rings.removeFirst().action);
        }
    }
}
