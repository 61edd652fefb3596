package dev.perennial.client.print;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How fast a {@link PacedPrinter} writes.
 *
 * @param interval the least time between two pieces; above zero
 * @param size how many UTF-16 units a piece has at least, if it does not end with a punctuation mark or a line; 1 or more
 * @param delay how long text may wait if the output is fast enough: the longer, the more even; at least {@code interval}
 * @param capacity how many UTF-16 units may wait before {@link PacedPrinter#print} does; at least {@value #LEAST_CAPACITY}
 */
public record Pace(Duration interval, int size, Duration delay, int capacity) {

    /** The least {@link #capacity}. */
    public static final int LEAST_CAPACITY = 4_096;

    /** Pleasant to read: a piece of ten characters or more every 20 ms, not more than a fifth of a second behind. */
    public static final Pace STEADY = new Pace(Duration.ofMillis(20), 10, Duration.ofMillis(200), 65_536);

    /** Checks the ranges. */
    public Pace {
        requireNonNull(interval, "interval");
        requireNonNull(delay, "delay");
        if (interval.compareTo(Duration.ZERO) <= 0) {
            throw new IllegalArgumentException("interval is " + interval + ", but has to be above zero");
        }
        if (delay.compareTo(interval) < 0) {
            throw new IllegalArgumentException(
                    "delay is " + delay + ", but has to be at least the interval, " + interval);
        }
        if (size < 1) {
            throw new IllegalArgumentException("size is " + size + ", but has to be at least 1");
        }
        if (capacity < LEAST_CAPACITY) {
            throw new IllegalArgumentException(
                    "capacity is " + capacity + ", but has to be at least " + LEAST_CAPACITY);
        }
    }

    /** This pace with another {@link #interval}. */
    public Pace withInterval(Duration other) {
        return new Pace(other, size, delay, capacity);
    }

    /** This pace with another {@link #size}. */
    public Pace withSize(int other) {
        return new Pace(interval, other, delay, capacity);
    }

    /** This pace with another {@link #delay}. */
    public Pace withDelay(Duration other) {
        return new Pace(interval, size, other, capacity);
    }

    /** This pace with another {@link #capacity}. */
    public Pace withCapacity(int other) {
        return new Pace(interval, size, delay, other);
    }
}
