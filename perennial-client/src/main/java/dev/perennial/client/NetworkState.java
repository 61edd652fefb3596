package dev.perennial.client;

import java.net.InetAddress;
import java.util.Set;

/** What a machine looked like when it was last looked at: its addresses, and how its two clocks stood to each other. */
record NetworkState(Set<InetAddress> addresses, long wallMillis, long nanos) {

    /** What a clock is set by in ordinary times is less. */
    private static final long SLEEP_MILLIS = 5_000;

    private static final long NANOS_PER_MILLI = 1_000_000;

    NetworkState {
        addresses = Set.copyOf(addresses);
    }

    /**
     * Whether the machine has other addresses now, or has slept: while it sleeps the time of day goes on, and the time that
     * programs measure by stands still, or nobody looked for as long.
     *
     * @param usualMillis how long after this one the later state was to be looked at
     */
    boolean isChangedIn(NetworkState later, long usualMillis) {
        long wall = later.wallMillis - wallMillis;
        long measured = (later.nanos - nanos) / NANOS_PER_MILLI;
        boolean stoodStill = wall - measured > SLEEP_MILLIS;
        boolean lookedLate = measured > usualMillis + SLEEP_MILLIS * 6;
        return stoodStill || lookedLate || !addresses.equals(later.addresses);
    }
}
