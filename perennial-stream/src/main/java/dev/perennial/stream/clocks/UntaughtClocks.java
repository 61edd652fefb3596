package dev.perennial.stream.clocks;

import java.time.Duration;
import java.util.Optional;

/** Clocks that stay as they are, whatever they are told. */
record UntaughtClocks(Thresholds thresholds) implements MessageClocks {

    @Override
    public Optional<Duration> progress(Phase phase, int attempt) {
        return thresholds.progress(phase, attempt);
    }

    @Override
    public Optional<Duration> bytes(Optional<Duration> pingPeriod) {
        return thresholds.bytes(pingPeriod);
    }

    @Override
    public void input(long uncachedTokens) {}

    @Override
    public void went(Phase phase, long nanos) {}

    @Override
    public void stalled(Phase phase, long nanos) {}

    @Override
    public void ended() {}
}
