package dev.perennial.stream.clocks;

import java.time.Duration;
import java.util.Optional;

/** The clocks of one message: they say how long to wait, and are told how long it was. Not thread-safe. */
public interface MessageClocks {

    /** The patience for a phase of an attempt (from 1), as things stand now; empty for none. */
    Optional<Duration> progress(Phase phase, int attempt);

    /**
     * How long a stream may send no byte at all; empty for no limit but the phase's.
     *
     * @param pingPeriod the longest time seen between two pings of this stream; empty if none were seen
     */
    Optional<Duration> bytes(Optional<Duration> pingPeriod);

    /** The request turned out to have so many tokens that no cache had. */
    void input(long uncachedTokens);

    /** There was progress, so long after the last one; called for every delta. */
    void went(Phase phase, long nanos);

    /** An attempt was given up because it made no progress for so long. */
    void stalled(Phase phase, long nanos);

    /** An attempt made it to its end. */
    void ended();
}
