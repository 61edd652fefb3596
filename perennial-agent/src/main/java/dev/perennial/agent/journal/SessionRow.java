package dev.perennial.agent.journal;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * A session as it stands in the list.
 *
 * @param id its id
 * @param created when it began
 * @param written when it was last appended to
 * @param lastSeq the place of its last entry; 0 if it has none
 * @param head what it is about
 * @param lease who writes it; empty if nobody does, or whoever did has died
 */
public record SessionRow(
        String id, Instant created, Instant written, long lastSeq, SessionHead head, Optional<Lease> lease) {

    public SessionRow {
        requireNonNull(id, "id");
        requireNonNull(created, "created");
        requireNonNull(written, "written");
        requireNonNull(head, "head");
        requireNonNull(lease, "lease");
    }

    /** Whether its process died while it worked. */
    public boolean isOrphaned() {
        return lease.isEmpty()
                && switch (head.state()) {
                    case RUNNING, ASKING -> true;
                    case IDLE, FAILED -> false;
                };
    }
}
