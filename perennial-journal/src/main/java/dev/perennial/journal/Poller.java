package dev.perennial.journal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what other processes change in sessions that somebody watches. SQLite has no way to be told; it has a counter that
 * is cheap to read and changes with every change of the database.
 */
final class Poller implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Poller.class.getName());
    private static final Duration PERIOD = Duration.ofMillis(40);
    private static final String LOOK = """
            SELECT last_seq, epoch, EXISTS (SELECT 1 FROM message WHERE message.session = session.number) FROM session WHERE number = ?
            """;

    private final Database database;
    private final Watches watches;
    private final Thread thread;
    private @Nullable Link link;
    private Map<Long, Long> epochs = Map.of();
    private long version = -1;
    private boolean failing;

    /** What there is to know of a session. */
    private record Look(long lastSeq, long epoch, boolean called) {}

    private Poller(Database database, Watches watches) {
        this.database = database;
        this.watches = watches;
        this.thread = Thread.ofVirtual().name("perennial-journal-poller").unstarted(this::run);
    }

    static Poller start(Database database, Watches watches) {
        Poller poller = new Poller(database, watches);
        poller.thread.start();
        return poller;
    }

    private void run() {
        try {
            while (watches.awaitAny()) {
                look();
                Thread.sleep(PERIOD);
            }
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "The poller of {0} ends", database.file());
        } finally {
            drop();
        }
    }

    private void look() {
        try {
            Link open = open();
            // First the version, then the rows: what changes in between is seen again the next time.
            long now = open.first("PRAGMA data_version", row -> row.getLong(1)).orElse(-1L);
            if (now != version) {
                lookAtAll(open);
                version = now;
            }
            failing = false;
        } catch (SQLException e) {
            LOG.log(failing ? Level.DEBUG : Level.WARNING, "Nobody sees what others change in " + database.file(), e);
            failing = true;
            drop();
        }
    }

    private void lookAtAll(Link open) throws SQLException {
        Map<Long, Long> seen = new HashMap<>();
        for (long session : watches.sessions()) {
            Optional<Look> look =
                    open.first(LOOK, row -> new Look(row.getLong(1), row.getLong(2), row.getInt(3) != 0), session);
            if (look.isEmpty()) {
                watches.deleted(session);
            } else {
                tell(session, look.get());
                seen.put(session, look.get().epoch());
            }
        }
        epochs = seen;
    }

    private void tell(long session, Look look) {
        watches.appended(session, look.lastSeq());
        if (look.called() || epochs.getOrDefault(session, look.epoch()) != look.epoch()) {
            watches.called(session);
        }
    }

    private Link open() throws SQLException {
        Link open = link;
        if (open == null) {
            open = database.connect();
            link = open;
            version = -1;
        }
        return open;
    }

    private void drop() {
        Link open = link;
        link = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                LOG.log(Level.WARNING, "A connection to " + database.file() + " was not closed well", e);
            }
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        Threads.join(thread);
    }
}
