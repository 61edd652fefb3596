package dev.perennial.stream.clocks;

import java.time.Duration;

/** Whether streams of a model stall one after the other just now. Thread-safe. */
final class Incident {

    private static final double ATTEMPT = 0.1;

    /** Four stalls in a row, or some more with a few whole messages between them. */
    private static final double BEGINS = 0.3;

    private static final double ENDS = 0.1;
    private static final long FORGOTTEN = Duration.ofMinutes(10).toNanos();

    private double share;
    private boolean on;
    private long stalledAt;

    synchronized void stalled(long now) {
        if (now - stalledAt >= FORGOTTEN) {
            share = 0;
            on = false;
        }
        share += (1 - share) * ATTEMPT;
        on = on || share > BEGINS;
        stalledAt = now;
    }

    synchronized void ended() {
        share -= share * ATTEMPT;
        on = on && share > ENDS;
    }

    synchronized boolean isOn(long now) {
        return on && now - stalledAt < FORGOTTEN;
    }
}
