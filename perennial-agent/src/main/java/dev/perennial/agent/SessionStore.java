package dev.perennial.agent;

import static java.util.Objects.requireNonNull;

import dev.perennial.agent.journal.Journal;
import dev.perennial.agent.journal.JournalEntry;
import dev.perennial.agent.journal.JournalException;
import dev.perennial.agent.journal.JournalWriter;
import dev.perennial.client.RawMessages;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BiConsumer;

/**
 * Sessions in a journal: begins them, reads them, opens them again. Safe for use by several threads.
 *
 * <pre>{@code
 * SessionStore store = new SessionStore(journal, InstantSource.system());
 * try (Session session = Session.open(store, settings, source, tools, listener, System::nanoTime)) {
 *     session.run("Count the lines of Java in each module");
 * }
 * }</pre>
 */
public final class SessionStore {

    private static final int PAGE = 1000;

    private final Journal journal;
    private final InstantSource clock;

    /** Over a journal, which stays the caller's. */
    public SessionStore(Journal journal, InstantSource clock) {
        this.journal = requireNonNull(journal, "journal");
        this.clock = requireNonNull(clock, "clock");
    }

    /** The journal. */
    public Journal journal() {
        return journal;
    }

    /**
     * Takes a session to go on with it.
     *
     * @throws JournalException.SessionUnknown if there is none of that id
     * @throws JournalException.SessionInUse if another writer holds it
     * @throws JournalException.Unreadable if its events make no sense
     */
    public SavedSession open(String session) {
        return saved(journal.open(session));
    }

    /** As {@link #open}, but also from a process that still holds it; that one stops at its next event. */
    public SavedSession takeOver(String session) {
        return saved(journal.takeOver(session));
    }

    private SavedSession saved(JournalWriter writer) {
        try {
            return SavedSession.read(this, writer);
        } catch (RuntimeException e) {
            writer.close();
            throw e;
        }
    }

    /**
     * Reads a session's events in order, those of others too while they write them.
     *
     * @param after only those with a larger number
     * @return the number of the last event read, {@code after} if there was none
     * @throws JournalException.SessionUnknown if there is none of that id
     * @throws JournalException.Unreadable if an event makes no sense
     */
    public long read(String session, long after, BiConsumer<JournalEntry, SessionEvent> reader) {
        long last = after;
        List<JournalEntry> page;
        do {
            page = journal.read(session, last, PAGE);
            for (JournalEntry entry : page) {
                reader.accept(entry, event(session, entry));
                last = entry.seq();
            }
        } while (page.size() == PAGE);
        return last;
    }

    /**
     * Where the last run of a session begins, the one that is under way if there is one: the number of the event before its first.
     * Reads from the end, as far as that run goes; events themselves are not read.
     *
     * @throws JournalException.SessionUnknown if there is none of that id
     */
    public long beforeLastRun(String session) {
        OptionalLong begun = OptionalLong.empty();
        long place = Long.MAX_VALUE;
        List<JournalEntry> page;
        do {
            page = journal.readBackwards(session, place, PAGE);
            for (JournalEntry entry : page) {
                place = entry.seq();
                switch (entry.type()) {
                    case "user", "retracted" -> begun = OptionalLong.of(entry.seq() - 1);
                    case "result" -> {
                        if (begun.isPresent()) {
                            return begun.getAsLong();
                        }
                    }
                    default -> {} // within a run, or between two
                }
            }
        } while (page.size() == PAGE);
        return begun.orElse(0);
    }

    /** What an entry says. */
    private SessionEvent event(String session, JournalEntry entry) {
        try {
            return EventReader.event(Contents.restored(RawMessages.parse(entry.json()), journal::content));
        } catch (IllegalArgumentException e) {
            throw new JournalException.Unreadable(
                    "Event %d of session %s cannot be read: %s. The others are as they were; ./perennial export %s --format jsonl shows them all."
                            .formatted(entry.seq(), session, e.getMessage(), session),
                    e);
        }
    }

    EventLog begin(SessionSettings settings, SessionListener listener, Runnable failed) {
        SessionFold fold = new SessionFold();
        JournalWriter writer = journal.create(settings.id(), fold.head());
        return new EventLog(fold, JournalledEvents.start(writer, new Pieces(), listener, clock, failed));
    }

    EventLog reopen(SessionFold fold, Pieces pieces, JournalWriter writer, SessionListener listener, Runnable failed) {
        return new EventLog(fold, JournalledEvents.start(writer, pieces, listener, clock, failed));
    }
}
