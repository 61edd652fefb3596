package dev.perennial.journal;

import static java.util.Objects.requireNonNull;

import dev.perennial.agent.journal.Durability;
import dev.perennial.agent.journal.Journal;
import dev.perennial.agent.journal.JournalEntry;
import dev.perennial.agent.journal.JournalException;
import dev.perennial.agent.journal.JournalWriter;
import dev.perennial.agent.journal.Lease;
import dev.perennial.agent.journal.SessionHead;
import dev.perennial.agent.journal.SessionRow;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A journal in one SQLite file, which any number of processes of this machine may have open at once. What is appended is in the
 * file's write-ahead log ({@code -wal} beside it) when the call returns; with {@link Durability#MACHINE} it is on the disk.
 *
 * <p>The file and what SQLite puts beside it can be read by their owner only. A file system that several machines share will not
 * do: SQLite's processes have to share memory.
 *
 * <p>Safe for use by several threads.
 *
 * <pre>{@code
 * try (Journal journal = SqliteJournal.open(Path.of("journal.db"), InstantSource.system())) {
 *     journal.sessions().forEach(session -> System.out.println(session.id() + " " + session.head().title()));
 * }
 * }</pre>
 */
public final class SqliteJournal implements Journal {

    private final Database database;
    private final InstantSource clock;
    private final Holder holder;
    private final Liveness liveness;
    private final Watches watches = new Watches();
    private final Set<SqliteWriter> writers = ConcurrentHashMap.newKeySet();
    private final Poller poller;
    private final Renewal renewal;

    /**
     * How long things may take.
     *
     * @param busy how long to wait for another process that writes
     * @param renewal from one renewal of leases to the next
     */
    record Patience(Duration busy, Duration renewal) {
        static final Patience USUAL = new Patience(Duration.ofSeconds(5), Lease.EXPIRY.dividedBy(4));
    }

    private SqliteJournal(Database database, InstantSource clock, ThisMachine machine, Duration renewal) {
        this.database = database;
        this.clock = clock;
        this.holder = machine.holder();
        this.liveness = new Liveness(holder, machine);
        this.poller = Poller.start(database, watches);
        this.renewal = Renewal.start(writers, renewal);
    }

    /**
     * Opens a journal, and makes it first if there is none.
     *
     * @param file made with its folder, for its owner only
     * @param clock tells when sessions were written and leases renewed
     * @throws JournalException.Unavailable if it cannot be opened or made
     * @throws JournalException.Unreadable if the file is no journal, damaged, or of a later version; it is not changed then
     */
    public static SqliteJournal open(Path file, InstantSource clock) {
        return open(file, clock, Patience.USUAL);
    }

    static SqliteJournal open(Path file, InstantSource clock, Patience patience) {
        Path absolute = file.toAbsolutePath().normalize();
        requireNonNull(clock, "clock");
        JournalFile.make(absolute);
        Database database = new Database(absolute, patience.busy());
        try {
            new Schema(database).bringUpToDate();
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
        return new SqliteJournal(database, clock, new ThisMachine(), patience.renewal());
    }

    @Override
    public JournalWriter create(String session, SessionHead head) {
        requireNonNull(session, "session");
        long number = database.write(Durability.PROCESS, link -> {
            Sessions sessions = new Sessions(link);
            if (!sessions.create(session, head, clock.instant(), holder)) {
                throw new JournalException.SessionExists(session);
            }
            return sessions.number(session).orElseThrow();
        });
        return writer(new SqliteWriter.Tenure(session, number, 1), 0);
    }

    @Override
    public JournalWriter open(String session) {
        return take(session, false);
    }

    @Override
    public JournalWriter takeOver(String session) {
        return take(session, true);
    }

    /** Looks and takes; where something changed in between it looks again. */
    private JournalWriter take(String session, boolean fromTheLiving) {
        while (true) {
            StoredSession seen = find(session).orElseThrow(() -> new JournalException.SessionUnknown(session));
            if (!fromTheLiving) {
                requireFree(seen);
            }
            if (database.write(Durability.PROCESS, link -> new Sessions(link).take(seen, clock.instant(), holder))) {
                watches.called(seen.number());
                return writer(new SqliteWriter.Tenure(session, seen.number(), seen.epoch() + 1), seen.lastSeq());
            }
        }
    }

    private void requireFree(StoredSession seen) {
        living(seen).ifPresent(held -> {
            throw new JournalException.SessionInUse(seen.id(), held.lease());
        });
    }

    private Optional<HeldLease> living(StoredSession session) {
        return session.held().filter(held -> lives(session.number(), held));
    }

    private boolean lives(long session, HeldLease held) {
        return held.holder().journal().equals(holder.journal())
                ? writers.stream().anyMatch(writer -> writer.holds(session, held.epoch()))
                : liveness.lives(held, clock.instant());
    }

    private JournalWriter writer(SqliteWriter.Tenure tenure, long lastSeq) {
        SqliteWriter writer = new SqliteWriter(this, database, watches, clock, tenure, lastSeq);
        writers.add(writer);
        return writer;
    }

    /** The writer holds no lease any more. */
    void released(SqliteWriter writer) {
        writers.remove(writer);
    }

    @Override
    public List<JournalEntry> read(String session, long after, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit is " + limit + ", but has to be at least 1");
        }
        return database.read(link -> {
            long number =
                    new Sessions(link).number(session).orElseThrow(() -> new JournalException.SessionUnknown(session));
            return new Entries(link, number).read(after, limit);
        });
    }

    @Override
    public boolean awaitBeyond(String session, long after, Duration atMost) throws InterruptedException {
        Optional<StoredSession> found = find(session);
        if (found.isEmpty()) {
            return false;
        }
        long number = found.get().number();
        try (Watches.Watch watch = watches.watch(number)) {
            // What was appended before the watch began is read, what comes later is told.
            find(session)
                    .filter(now -> now.number() == number)
                    .ifPresentOrElse(now -> watches.appended(number, now.lastSeq()), () -> watches.deleted(number));
            return watch.awaitBeyond(after, TimeUnit.NANOSECONDS.convert(atMost));
        }
    }

    private Optional<StoredSession> find(String session) {
        return database.read(link -> new Sessions(link).find(session));
    }

    @Override
    public List<SessionRow> sessions() {
        return database.read(link -> new Sessions(link).all()).stream()
                .map(this::row)
                .toList();
    }

    @Override
    public Optional<SessionRow> session(String session) {
        return find(session).map(this::row);
    }

    private SessionRow row(StoredSession stored) {
        return new SessionRow(
                stored.id(),
                stored.created(),
                stored.written(),
                stored.lastSeq(),
                stored.head(),
                living(stored).map(HeldLease::lease));
    }

    @Override
    public Optional<byte[]> content(String hash) {
        return database.read(link -> new Contents(link).read(hash));
    }

    @Override
    public void post(String session, String message) {
        long number = database.write(Durability.PROCESS, link -> {
            if (!new Messages(link).post(session, message)) {
                throw new JournalException.SessionUnknown(session);
            }
            return new Sessions(link).number(session).orElseThrow();
        });
        watches.called(number);
    }

    @Override
    public boolean delete(String session) {
        boolean deleted = deleteRows(session);
        if (deleted) {
            database.purge();
        }
        return deleted;
    }

    @Override
    public List<String> deleteOlderThan(Instant oldest) {
        List<String> deleted = new ArrayList<>();
        for (SessionRow session : sessions()) {
            if (session.written().isBefore(oldest) && session.lease().isEmpty() && deleteRows(session.id())) {
                deleted.add(session.id());
            }
        }
        if (!deleted.isEmpty()) {
            database.purge();
        }
        return List.copyOf(deleted);
    }

    private boolean deleteRows(String session) {
        Optional<StoredSession> found = find(session);
        while (found.isPresent()) {
            StoredSession seen = found.get();
            requireFree(seen);
            if (database.write(Durability.MACHINE, link -> deleteRows(link, seen))) {
                watches.deleted(seen.number());
                return true;
            }
            found = find(session);
        }
        return false;
    }

    private static boolean deleteRows(Link link, StoredSession seen) throws SQLException {
        boolean unchanged = new Sessions(link).delete(seen);
        if (unchanged) {
            new Entries(link, seen.number()).deleteAll();
            new Contents(link).forget(seen.number());
            new Messages(link).delete(seen.number());
        }
        return unchanged;
    }

    @Override
    public void close() {
        renewal.close();
        try {
            List.copyOf(writers).forEach(SqliteWriter::close);
        } finally {
            watches.close();
            poller.close();
            database.close();
        }
    }
}
