package dev.perennial.journal;

import dev.perennial.agent.journal.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether the holder of a lease lives. Of a process that can be seen from here the system knows, whatever a clock says; of another
 * only what it wrote.
 */
final class Liveness {

    private final Holder own;
    private final Processes processes;

    /** The processes that can be seen from here. */
    interface Processes {

        /** When a process began; empty if there is none of that id, or only its remains. */
        Optional<String> started(long pid);
    }

    Liveness(Holder own, Processes processes) {
        this.own = own;
        this.processes = processes;
    }

    boolean lives(HeldLease held, Instant now) {
        Holder holder = held.holder();
        if (isVisible(holder)) {
            return processes
                    .started(holder.pid())
                    .filter(holder.started()::equals)
                    .isPresent();
        }
        return !isOfEarlierBoot(holder)
                && Duration.between(held.renewed(), now).abs().compareTo(Lease.EXPIRY) <= 0;
    }

    /** A start of a machine has a number of its own, so the host's name may even have changed meanwhile. */
    private boolean isVisible(Holder holder) {
        return holder.boot().equals(own.boot())
                && holder.space().equals(own.space())
                && (!own.boot().isEmpty() || holder.host().equals(own.host()));
    }

    private boolean isOfEarlierBoot(Holder holder) {
        return holder.host().equals(own.host())
                && !holder.boot().isEmpty()
                && !own.boot().isEmpty()
                && !holder.boot().equals(own.boot());
    }
}
