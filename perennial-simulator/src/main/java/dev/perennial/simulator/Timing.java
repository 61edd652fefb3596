package dev.perennial.simulator;

import java.time.Duration;

/**
 * When the simulated model writes what: a steady {@link Pace}, or a {@link TimingProfile} with the unevenness of a real
 * service. Immutable.
 */
public sealed interface Timing permits Pace, TimingProfile {

    /** The time from one {@code ping} to the next while a stream lasts; positive. */
    Duration pingInterval();
}
