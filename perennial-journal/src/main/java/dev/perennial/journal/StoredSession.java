package dev.perennial.journal;

import dev.perennial.agent.journal.SessionHead;
import java.time.Instant;
import java.util.Optional;

/**
 * A row of the table of sessions.
 *
 * @param number names it within the database
 * @param epoch how many holders its lease had
 * @param renewed when its lease was last renewed or taken
 * @param held its lease, unless it was given back
 */
record StoredSession(
        long number,
        String id,
        Instant created,
        Instant written,
        long lastSeq,
        SessionHead head,
        long epoch,
        Instant renewed,
        Optional<HeldLease> held) {}
