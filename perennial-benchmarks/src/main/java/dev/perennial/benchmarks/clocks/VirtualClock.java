package dev.perennial.benchmarks.clocks;

/** A clock that goes when it is told to. Not thread-safe. */
final class VirtualClock {

    private long now;

    long now() {
        return now;
    }

    void pass(long nanos) {
        now += nanos;
    }

    void set(long time) {
        now = time;
    }
}
