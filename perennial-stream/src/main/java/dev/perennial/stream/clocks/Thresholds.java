package dev.perennial.stream.clocks;

import java.time.Duration;
import java.util.Optional;

/** How long each phase of a stream may last without progress. Implementations are pure and safe for use by several threads. */
public interface Thresholds extends Clocks {

    /** The patience for a phase of an attempt (from 1); empty for none. */
    Optional<Duration> progress(Phase phase, int attempt);

    /**
     * How long a stream may send no byte at all; empty for no limit but the phase's.
     *
     * @param pingPeriod the longest time seen between two pings of this stream; empty if none were seen
     */
    Optional<Duration> bytes(Optional<Duration> pingPeriod);

    /** The same for every message; nothing is learned from it. */
    @Override
    default MessageClocks begin(Request request) {
        return new UntaughtClocks(this);
    }
}
