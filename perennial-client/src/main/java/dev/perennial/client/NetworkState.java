package dev.perennial.client;

import java.net.InetAddress;
import java.util.Set;

/**
 * What a machine looked like when it was last looked at.
 *
 * @param addresses by which others reach it
 * @param tunnels those of them that are at the end of a tunnel, such as a VPN's
 * @param wallMillis the time of day
 * @param nanos the time that programs measure by
 */
record NetworkState(Set<InetAddress> addresses, Set<InetAddress> tunnels, long wallMillis, long nanos) {

    /** What a clock is set by in ordinary times is less. */
    private static final long SLEEP_MILLIS = 5_000;

    /** A machine that is only busy looks sooner. */
    private static final long LATE_MILLIS = 30_000;

    private static final long NANOS_PER_MILLI = 1_000_000;

    NetworkState {
        addresses = Set.copyOf(addresses);
        tunnels = Set.copyOf(tunnels);
    }

    /** Whether the machine has slept since, or its packets take another way, so that connections may be dead. */
    boolean isDoubtfulIn(NetworkState later, long usualMillis) {
        return hasSlept(later, usualMillis) || isElsewhere(later);
    }

    /** Whether there is another way than before, besides. */
    boolean hasMoreIn(NetworkState later) {
        return !addresses.containsAll(later.addresses);
    }

    /** While it sleeps the time of day goes on; the time that programs measure by stands still, or nobody looked for as long. */
    private boolean hasSlept(NetworkState later, long usualMillis) {
        long wall = later.wallMillis - wallMillis;
        long measured = (later.nanos - nanos) / NANOS_PER_MILLI;
        return wall - measured > SLEEP_MILLIS || measured > usualMillis + LATE_MILLIS;
    }

    /** An address more is no reason to doubt a connection, unless it is a tunnel's, which may take all packets. */
    private boolean isElsewhere(NetworkState later) {
        return !later.addresses.containsAll(addresses) || !tunnels.containsAll(later.tunnels);
    }
}
