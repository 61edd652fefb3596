package dev.perennial.client;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** Refuses values out of range, naming field, value and range. */
final class Ranges {

    private Ranges() {}

    static Duration requirePositive(String field, Duration value) {
        requireNonNull(value, field);
        if (!value.isPositive()) {
            throw new IllegalArgumentException(
                    field + " is " + value + " but has to be more than zero, for example 25s");
        }
        return value;
    }

    static Duration requireNotNegative(String field, Duration value) {
        requireNonNull(value, field);
        if (value.isNegative()) {
            throw new IllegalArgumentException(field + " is " + value + " but has to be zero or more");
        }
        return value;
    }

    static long requireAtLeast(String field, long least, long value) {
        if (value < least) {
            throw new IllegalArgumentException(field + " is " + value + " but has to be at least " + least);
        }
        return value;
    }

    static int requireAtLeast(String field, int least, int value) {
        return (int) requireAtLeast(field, (long) least, value);
    }
}
