package dev.perennial.agent;

import dev.perennial.agent.journal.JournalException;
import dev.perennial.agent.journal.JournalMessage;
import dev.perennial.agent.journal.SessionHead;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where the events of a session go: through the journal if there is one, then to the listener. Thread-safe. */
interface EventSink extends AutoCloseable {

    /** Waits while too much is under way; not to be called under a lock that a listener may want. */
    void awaitRoom();

    /**
     * Takes the next events, to be kept together; whoever listens may hear of them later.
     *
     * @param taken the messages of others of which they were made
     */
    void take(List<? extends SessionEvent> events, Set<Long> taken, SessionHead head);

    /** Waits until everything taken so far is kept, and the listener has heard of it; or until nothing is kept any more. */
    void settle();

    /** Whether nothing more is taken. */
    boolean isClosed();

    /**
     * Waits for messages that others left for the session; they are gone with the events that are made of them.
     *
     * @return in order; empty if the time is up, or nobody can leave any
     */
    List<JournalMessage> receive(Duration atMost) throws InterruptedException;

    /** Why nothing is kept any more; empty as long as all is well. */
    Optional<JournalException> failure();

    /** Settles and gives up the journal. */
    @Override
    void close();
}
