package dev.perennial.app;

import dev.perennial.agent.MessageSource;
import dev.perennial.agent.Session;
import dev.perennial.agent.SessionListener;
import dev.perennial.agent.SessionSettings;
import dev.perennial.agent.SessionStore;
import dev.perennial.agent.ToolRunner;
import dev.perennial.agent.journal.Journal;
import dev.perennial.agent.journal.JournalException;
import dev.perennial.app.config.Setting;
import dev.perennial.app.config.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Opens sessions, which are kept unless the user does not want that. */
final class SessionKeeper implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(SessionKeeper.class.getName());

    private final Optional<SessionStore> store;

    private SessionKeeper(Optional<SessionStore> store) {
        this.store = store;
    }

    /**
     * Opens the journal, if one is wanted, and forgets in it what is old.
     *
     * @throws UsageException if it cannot be opened
     */
    static SessionKeeper of(Surroundings surroundings, Settings settings) {
        Duration retention = settings.retention(Setting.JOURNAL_RETENTION);
        if (settings.isOn(Setting.NO_JOURNAL)) {
            return new SessionKeeper(Optional.empty());
        }
        try {
            Journal journal = Journals.open(surroundings);
            forget(journal, surroundings, retention);
            return new SessionKeeper(Optional.of(new SessionStore(journal, surroundings.clock())));
        } catch (JournalException e) {
            throw new UsageException(e.getMessage() + " With --no-journal nothing is kept, and this is not needed.");
        }
    }

    private static void forget(Journal journal, Surroundings surroundings, Duration retention) {
        try {
            Instant oldest = surroundings.clock().instant().minus(retention);
            List<Traces> traces = journal.sessions().stream()
                    .filter(row -> row.written().isBefore(oldest))
                    .map(row -> Traces.find(surroundings, journal, row.id()))
                    .toList();
            List<String> forgotten = traces.isEmpty() ? List.of() : journal.deleteOlderThan(oldest);
            traces.stream().filter(trace -> forgotten.contains(trace.session())).forEach(Traces::delete);
            if (!forgotten.isEmpty()) {
                LOG.log(System.Logger.Level.INFO, "Deleted {0} sessions older than {1}", forgotten.size(), retention);
            }
        } catch (JournalException e) {
            LOG.log(System.Logger.Level.WARNING, "Old sessions could not be deleted", e);
        }
    }

    /** Where sessions are kept; empty if they are not. */
    Optional<SessionStore> store() {
        return store;
    }

    /** A new session. */
    Session open(SessionSettings settings, MessageSource source, ToolRunner tools, SessionListener listener) {
        return store.isPresent()
                ? Session.open(store.get(), settings, source, tools, listener, System::nanoTime)
                : Session.open(settings, source, tools, listener, System::nanoTime);
    }

    @Override
    public void close() {
        store.ifPresent(open -> open.journal().close());
    }
}
