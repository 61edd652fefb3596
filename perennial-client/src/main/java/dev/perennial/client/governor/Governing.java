package dev.perennial.client.governor;

import static java.util.Objects.requireNonNull;

import dev.perennial.governor.Priority;
import java.util.Optional;

/**
 * Who governs requests, and how urgent they are. Immutable.
 *
 * @param on whether anybody does
 * @param governor the one that others use too; empty for one of their own
 * @param session whose they are, since sessions get equal shares; empty to tell conversations apart by how they begin
 * @param priority how urgent they are; what goes on with something goes first unless it is background work
 * @param counting whether a server is asked to count a prompt where its estimate leaves open what matters
 */
public record Governing(
        boolean on, Optional<SharedGovernor> governor, String session, Priority priority, boolean counting) {

    /** By a governor of their own. */
    public static final Governing ON = new Governing(true, Optional.empty(), "", Priority.NORMAL, true);

    /** By nobody: all requests go at once. */
    public static final Governing OFF = new Governing(false, Optional.empty(), "", Priority.NORMAL, true);

    public Governing {
        requireNonNull(governor, "governor");
        requireNonNull(session, "session");
        requireNonNull(priority, "priority");
    }

    /** These by that governor. */
    public Governing by(SharedGovernor other) {
        return new Governing(true, Optional.of(other), session, priority, counting);
    }

    /** These, or not. */
    public Governing withOn(boolean other) {
        return new Governing(other, governor, session, priority, counting);
    }

    /** These of another session. */
    public Governing withSession(String other) {
        return new Governing(on, governor, other, priority, counting);
    }

    /** These with another priority. */
    public Governing withPriority(Priority other) {
        return new Governing(on, governor, session, other, counting);
    }

    /** These with counts of tokens, or by estimates alone. */
    public Governing withCounting(boolean other) {
        return new Governing(on, governor, session, priority, other);
    }

    /** These with a governor of their own, if they are governed and have none. */
    public Governing opened() {
        return on && governor.isEmpty() ? by(SharedGovernor.with(SharedGovernor.USUAL)) : this;
    }

    /** The governor, if there is one to ask. */
    Optional<SharedGovernor> active() {
        return on ? governor : Optional.empty();
    }
}
