package dev.perennial.benchmarks.governor;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Virtual time: things happen one after the other, at once. Not safe for use by several threads. */
final class Events {

    static final long MILLI = 1_000_000L;
    static final long SECOND = 1_000 * MILLI;
    static final long MINUTE = 60 * SECOND;

    private record Event(long time, long number, Runnable action) {}

    private final PriorityQueue<Event> queue =
            new PriorityQueue<>(Comparator.comparingLong(Event::time).thenComparingLong(Event::number));
    private long now;
    private long numbers;

    long now() {
        return now;
    }

    /** Has something happen after so many nanoseconds. */
    void after(long nanos, Runnable action) {
        at(now + nanos, action);
    }

    void at(long time, Runnable action) {
        queue.add(new Event(Math.max(now, time), numbers++, action));
    }

    /** Lets everything happen that happens before. */
    void runUntil(long end) {
        for (Event next = queue.peek(); next != null && next.time() < end; next = queue.peek()) {
            queue.remove();
            now = next.time();
            next.action().run();
        }
        now = end;
    }
}
