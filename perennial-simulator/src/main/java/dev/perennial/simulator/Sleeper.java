package dev.perennial.simulator;

import java.time.Duration;

/** Lets time pass between the events of a stream; replaced in tests, so that they need not wait. */
@FunctionalInterface
public interface Sleeper {

    /** Really sleeps. */
    Sleeper REAL = duration -> Thread.sleep(duration);

    /** Never waits, whatever the pace. */
    Sleeper NONE = duration -> {};

    /** Returns after {@code duration}, which is positive. */
    void sleep(Duration duration) throws InterruptedException;
}
