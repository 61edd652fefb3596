package dev.perennial.benchmarks.clocks;

/** Says how long it takes until something comes. */
@FunctionalInterface
interface GapSource {

    /** The next gap in nanoseconds. */
    long next();
}
