package dev.perennial.journal;

import dev.perennial.agent.journal.Lease;
import java.time.Instant;

/**
 * A lease that somebody took and did not give back.
 *
 * @param holder who
 * @param epoch his number among the holders
 * @param renewed when he last said that he lives
 */
record HeldLease(Holder holder, long epoch, Instant renewed) {

    Lease lease() {
        return new Lease(holder.host(), holder.pid(), epoch, renewed);
    }
}
