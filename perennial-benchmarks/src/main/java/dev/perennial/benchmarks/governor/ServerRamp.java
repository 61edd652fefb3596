package dev.perennial.benchmarks.governor;

import java.util.Optional;

/** A server's limit on sharp increases: in a minute of the clock at most twice what came in the one before, or what is free. */
final class ServerRamp {

    private static final double FACTOR = 2;

    private long minute;
    private double used;
    private double before;

    /** The seconds to wait; empty if the tokens may come. The first of a minute always may. */
    Optional<Double> seconds(double tokens, long free, long now) {
        advance(now);
        boolean fits = used == 0 || used + tokens <= Math.max((double) free, FACTOR * before);
        return fits ? Optional.empty() : Optional.of((Events.MINUTE - now % Events.MINUTE) / 1e9);
    }

    void add(double tokens, long now) {
        advance(now);
        used += tokens;
    }

    private void advance(long now) {
        long current = now / Events.MINUTE;
        if (current != minute) {
            before = current == minute + 1 ? used : 0;
            used = 0;
            minute = current;
        }
    }
}
