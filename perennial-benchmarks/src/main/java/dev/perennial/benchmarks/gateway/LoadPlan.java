package dev.perennial.benchmarks.gateway;

import java.time.Duration;

/**
 * How much load there is.
 *
 * @param streams that are open at a time
 * @param pace events a second on each
 * @param warmUp how long they run before it counts
 * @param measured how long it counts
 */
public record LoadPlan(int streams, double pace, Duration warmUp, Duration measured) {

    /** Checks the plan. */
    public LoadPlan {
        if (streams < 1 || pace <= 0) {
            throw new IllegalArgumentException(
                    "streams " + streams + " and pace " + pace + " have to be more than zero.");
        }
        if (warmUp.isNegative() || measured.isNegative()) {
            throw new IllegalArgumentException("warmUp and measured must not be negative.");
        }
    }
}
