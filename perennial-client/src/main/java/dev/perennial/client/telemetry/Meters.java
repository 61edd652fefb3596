package dev.perennial.client.telemetry;

import java.time.Duration;

/** Where measurements go. Safe for use by several threads. */
interface Meters {

    /** Adds to a metric that only grows. */
    void count(Metric metric, double amount, Labels labels);

    /** Puts a time into a histogram, so many times. */
    void time(Metric metric, Duration value, long times, Labels labels);

    /** Puts an amount into a histogram. */
    void amount(Metric metric, double value, Labels labels);
}
