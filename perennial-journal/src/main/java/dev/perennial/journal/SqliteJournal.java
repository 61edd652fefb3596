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
import java.util.List;
import java.util.Optional;
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
    private final Leases leases;
    private final Watches watches = new Watches();
    private final Shared shared;
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
        this.leases = new Leases(machine, clock);
        this.shared = new Shared(database, watches, leases, clock);
        this.poller = Poller.start(database, watches);
        this.renewal = Renewal.start(leases.writers(), renewal);
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
        new JournalFile(absolute).prepare();
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
        return database.write(Durability.PROCESS, link -> {
            Sessions sessions = new Sessions(link);
            if (!sessions.create(session, head, clock.instant(), leases.own())) {
                throw new JournalException.SessionExists(session);
            }
            return writer(sessions.find(session).orElseThrow());
        });
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
                leases.requireFree(seen);
            }
            Optional<JournalWriter> taken =
                    database.write(Durability.PROCESS, link -> take(new Sessions(link), seen, fromTheLiving));
            if (taken.isPresent()) {
                watches.called(seen.number());
                return taken.get();
            }
        }
    }

    /** Reads the session again, to which its last holder may have appended just before. */
    private Optional<JournalWriter> take(Sessions sessions, StoredSession seen, boolean fromTheLiving)
            throws SQLException {
        boolean taken = sessions.take(seen, fromTheLiving, clock.instant(), leases.own());
        return taken ? sessions.find(seen.id()).map(this::writer) : Optional.empty();
    }

    /** Made before the transaction ends, so that nobody here sees a lease of ours and nobody who holds it. */
    private JournalWriter writer(StoredSession session) {
        SqliteWriter.Tenure tenure = new SqliteWriter.Tenure(session.id(), session.number(), session.epoch());
        SqliteWriter writer = new SqliteWriter(shared, tenure, session.lastSeq());
        leases.taken(writer);
        return writer;
    }

    @Override
    public List<JournalEntry> read(String session, long after, int limit) {
        requirePositive(limit);
        return database.read(link -> entries(link, session).read(after, limit));
    }

    @Override
    public List<JournalEntry> readBackwards(String session, long before, int limit) {
        requirePositive(limit);
        return database.read(link -> entries(link, session).readBackwards(before, limit));
    }

    private static void requirePositive(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit is " + limit + ", but has to be at least 1");
        }
    }

    private static Entries entries(Link link, String session) throws SQLException {
        Optional<Long> number = new Sessions(link).number(session);
        return new Entries(link, number.orElseThrow(() -> new JournalException.SessionUnknown(session)));
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
    public List<SessionRow> unfinished() {
        return database.read(link -> new Sessions(link).unfinished()).stream()
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
                leases.living(stored).map(HeldLease::lease));
    }

    @Override
    public Optional<byte[]> content(String hash) {
        return database.read(link -> new Contents(link).read(hash));
    }

    @Override
    public void post(String session, String message) {
        long number = database.write(Durability.MACHINE, link -> {
            if (!new Messages(link).post(session, message)) {
                throw new JournalException.SessionUnknown(session);
            }
            return new Sessions(link).number(session).orElseThrow();
        });
        watches.called(number);
    }

    @Override
    public boolean delete(String session) {
        Optional<StoredSession> seen = find(session);
        while (seen.isPresent()) {
            leases.requireFree(seen.get());
            if (delete(seen.get())) {
                database.purge();
                return true;
            }
            seen = find(session);
        }
        return false;
    }

    @Override
    public List<String> deleteOlderThan(Instant oldest) {
        List<String> deleted = database.read(link -> new Sessions(link).all()).stream()
                .filter(seen ->
                        seen.written().isBefore(oldest) && leases.living(seen).isEmpty() && delete(seen))
                .map(StoredSession::id)
                .toList();
        if (!deleted.isEmpty()) {
            database.purge();
        }
        return deleted;
    }

    /** False if somebody took the session since it was seen. */
    private boolean delete(StoredSession seen) {
        boolean deleted = database.write(Durability.MACHINE, link -> {
            boolean unchanged = new Sessions(link).delete(seen);
            if (unchanged) {
                new Entries(link, seen.number()).deleteAll();
                new Contents(link).forget(seen.number());
                new Messages(link).delete(seen.number());
            }
            return unchanged;
        });
        if (deleted) {
            watches.deleted(seen.number());
        }
        return deleted;
    }

    @Override
    public void close() {
        renewal.close();
        try {
            List.copyOf(leases.writers()).forEach(SqliteWriter::close);
        } finally {
            watches.close();
            poller.close();
            database.close();
        }
    }
}
