package dev.perennial.journal;

import dev.perennial.agent.journal.JournalException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who holds which session: the writers of this journal, of which all is known, and others. */
final class Leases {

    private final Holder own;
    private final Liveness liveness;
    private final InstantSource clock;
    private final Set<SqliteWriter> writers = ConcurrentHashMap.newKeySet();

    Leases(ThisMachine machine, InstantSource clock) {
        this.own = machine.holder();
        this.liveness = new Liveness(own, machine);
        this.clock = clock;
    }

    /** This journal, as leases name it. */
    Holder own() {
        return own;
    }

    /** The session's lease, if whoever took it lives. */
    Optional<HeldLease> living(StoredSession session) {
        return session.held().filter(held -> lives(session.number(), held));
    }

    private boolean lives(long session, HeldLease held) {
        return held.holder().journal().equals(own.journal())
                ? writers.stream().anyMatch(writer -> writer.holds(session, held.epoch()))
                : liveness.lives(held, clock.instant());
    }

    /** @throws JournalException.SessionInUse if somebody holds it who lives */
    void requireFree(StoredSession session) {
        living(session).ifPresent(held -> {
            throw new JournalException.SessionInUse(session.id(), held.lease());
        });
    }

    /** Those of this journal that hold a lease, or could not give it back yet; lives on. */
    Collection<SqliteWriter> writers() {
        return writers;
    }

    void taken(SqliteWriter writer) {
        writers.add(writer);
    }

    void givenBack(SqliteWriter writer) {
        writers.remove(writer);
    }
}
