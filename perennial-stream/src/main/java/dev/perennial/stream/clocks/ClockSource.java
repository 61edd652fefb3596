package dev.perennial.stream.clocks;

/** Gives the clocks for the streams of a server. Safe for use by several threads. */
@FunctionalInterface
public interface ClockSource {

    /** The clocks for a server, which is named by its host and port. */
    Clocks at(String origin);
}
