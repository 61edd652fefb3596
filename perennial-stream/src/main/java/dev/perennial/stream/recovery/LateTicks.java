package dev.perennial.stream.recovery;

import java.time.Duration;

/** Tells a machine that slept from a driver that cannot keep time. Not thread-safe. */
final class LateTicks {

    private static final long LATE_NANOS = Duration.ofSeconds(2).toNanos();
    /** Who is late again and again does not sleep, but cannot keep time: without a byte between them that is a stall. */
    private static final int MOST_JUMPS = 3;

    /** What no collection of garbage takes, and no busy machine. */
    private static final long SLEEP_NANOS = Duration.ofSeconds(30).toNanos();

    private int jumps;

    /** Whether a machine that is so late has slept long enough for its connections to have died. */
    static boolean isSleep(long lateNanos) {
        return lateNanos >= SLEEP_NANOS;
    }

    /** Bytes came: nothing is wrong. */
    void forget() {
        jumps = 0;
    }

    /** Whether a tick so long after its time is the first after a sleep of the machine. */
    boolean isJump(long lateNanos) {
        boolean jump = lateNanos > LATE_NANOS && jumps < MOST_JUMPS;
        jumps += jump ? 1 : 0;
        return jump;
    }
}
