package dev.perennial.app.sessions;

import dev.perennial.agent.SessionEvent;
import dev.perennial.agent.SessionStore;
import dev.perennial.agent.journal.JournalEntry;
import dev.perennial.agent.journal.JournalException;
import dev.perennial.agent.journal.SessionRow;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Reads a session's events in order, each once: those that are there, and then those that come. Used by one thread. */
public final class EventTail {

    private final SessionStore store;
    private final String session;
    private final BiConsumer<JournalEntry, SessionEvent> reader;
    private final BooleanSupplier enough;
    private long last;

    /** Why reading ended. */
    public enum End {
        /** There are no more now. */
        READ,
        /** The reader has had enough. */
        ENOUGH,
        /** The session is over, as far as the reader is concerned. */
        OVER,
        /** The session was deleted. */
        DELETED
    }

    /** The reader has had enough. */
    private static final class EnoughException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        EnoughException() {
            super("enough", null, false, false);
        }
    }

    /**
     * From an event on.
     *
     * @param after only those with a larger number
     * @param enough is asked before each event whether it is still wanted
     */
    public EventTail(
            SessionStore store,
            String session,
            long after,
            BiConsumer<JournalEntry, SessionEvent> reader,
            BooleanSupplier enough) {
        this.store = store;
        this.session = session;
        this.last = after;
        this.reader = reader;
        this.enough = enough;
    }

    /**
     * Reads what there is.
     *
     * @throws JournalException if it cannot be read
     */
    public End read() {
        try {
            last = store.read(session, last, this::next);
            return End.READ;
        } catch (EnoughException e) {
            return End.ENOUGH;
        } catch (JournalException.SessionUnknown e) {
            return End.DELETED;
        }
    }

    /**
     * Reads what there is and what comes, for as long as the session is there and the reader wants more.
     *
     * @param look after so long without an event it is asked whether the session is over
     * @throws InterruptedException if the thread is interrupted
     * @throws JournalException if it cannot be read
     */
    public End follow(Duration look, Predicate<SessionRow> over) throws InterruptedException {
        End end = read();
        while (end == End.READ && !enough.getAsBoolean()) {
            boolean more = store.journal().awaitBeyond(session, last, look);
            Optional<SessionRow> row = more ? Optional.empty() : store.journal().session(session);
            if (!more && row.isEmpty()) {
                return End.DELETED;
            }
            end = read();
            if (row.filter(over).isPresent()) {
                return end == End.READ ? End.OVER : end;
            }
        }
        return end == End.READ ? End.ENOUGH : end;
    }

    private void next(JournalEntry entry, SessionEvent event) {
        if (enough.getAsBoolean()) {
            throw new EnoughException();
        }
        reader.accept(entry, event);
    }
}
