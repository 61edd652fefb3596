package dev.perennial.journal;

import dev.perennial.agent.journal.Durability;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/**
 * The file and the connections to it: one that writes, a few that read meanwhile. A connection on which something failed is
 * closed, which undoes what it began, and replaced when the next one is needed.
 */
final class Database implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Database.class.getName());
    private static final int READERS = 4;
    private static final String PAGES_AT_ONCE = "1000";

    /** For what writes. Temporary tables would be files that nobody empties; fullfsync is for macOS, where fsync is not enough. */
    private static final String SETTINGS = """
            PRAGMA synchronous = NORMAL;
            PRAGMA secure_delete = ON;
            PRAGMA temp_store = MEMORY;
            PRAGMA fullfsync = ON;
            PRAGMA journal_size_limit = 16777216;
            """;

    private final Path file;
    private final Duration busy;
    private final Failures failures;
    private final ReentrantLock writing = new ReentrantLock();
    private final Semaphore readers = new Semaphore(READERS);
    private final ConcurrentLinkedDeque<Link> idle = new ConcurrentLinkedDeque<>();
    private @Nullable Link writer;
    private Durability durability = Durability.PROCESS;
    private volatile boolean closed;

    /** Something to do with a connection. */
    interface Work<T> {
        T on(Link link) throws SQLException;
    }

    /** @param busy how long to wait for another process that writes */
    Database(Path file, Duration busy) {
        this.file = file;
        this.busy = busy;
        this.failures = new Failures(file);
    }

    Path file() {
        return file;
    }

    /** A connection of its own for who closes it. */
    Link connect() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.resetOpenMode(SQLiteOpenMode.CREATE); // it would be readable for others
        config.setBusyTimeout(Math.toIntExact(busy.toMillis()));
        // As a URI, whose escapes no character of a path can break.
        return new Link(JDBC.createConnection("jdbc:sqlite:" + file.toUri(), config.toProperties()));
    }

    /** In a transaction, all of it or nothing; its first statement has to write, else it may meet changes of others. */
    <T> T write(Durability wanted, Work<T> work) {
        writing.lock();
        try {
            Link link = writer(wanted);
            T result = work.on(link);
            link.commit();
            return result;
        } catch (SQLException e) {
            dropWriter();
            throw failures.of(e);
        } catch (RuntimeException e) {
            undo();
            throw e;
        } finally {
            writing.unlock();
        }
    }

    private void undo() {
        Link link = writer;
        if (link != null) {
            try {
                link.rollback();
            } catch (SQLException e) {
                LOG.log(Level.WARNING, "What was begun in " + file + " is undone by closing the connection", e);
                dropWriter();
            }
        }
    }

    /** On a connection that writes, outside of transactions. */
    <T> T maintain(Work<T> work) {
        writing.lock();
        try {
            Link link = writer(Durability.PROCESS);
            link.end();
            T result = work.on(link);
            link.begin();
            return result;
        } catch (SQLException e) {
            dropWriter();
            throw failures.of(e);
        } catch (RuntimeException e) {
            dropWriter();
            throw e;
        } finally {
            writing.unlock();
        }
    }

    /** Beside others that read, and whoever writes. */
    <T> T read(Work<T> work) {
        readers.acquireUninterruptibly();
        try {
            Link link = reader();
            try {
                T result = work.on(link);
                idle.push(link);
                return result;
            } catch (SQLException | RuntimeException e) {
                close(link);
                throw e;
            }
        } catch (SQLException e) {
            throw failures.of(e);
        } finally {
            readers.release();
        }
    }

    /** Gives freed pages back to the disk and empties the log, so that what was deleted is in no file any more. */
    void purge() {
        long before = Long.MAX_VALUE;
        for (long free = freePages(); free > 0 && free < before; free = freePages()) {
            before = free;
            maintain(link -> {
                link.run("PRAGMA incremental_vacuum(" + PAGES_AT_ONCE + ")");
                return true;
            });
        }
        boolean emptied = maintain(link -> link.first("PRAGMA wal_checkpoint(TRUNCATE)", row -> row.getInt(1) == 0)
                .orElse(false));
        if (!emptied) {
            LOG.log(Level.WARNING, "What was deleted stays in {0}-wal until all that read it now have ended", file);
        }
    }

    private long freePages() {
        return maintain(link ->
                link.first("PRAGMA freelist_count", row -> row.getLong(1)).orElse(0L));
    }

    private Link writer(Durability wanted) throws SQLException {
        requireOpen();
        Link link = writer;
        if (link == null) {
            link = connect();
            writer = link;
            link.run(SETTINGS);
            durability = Durability.PROCESS;
            link.begin();
        }
        if (wanted != durability) {
            link.end();
            link.run("PRAGMA synchronous = " + (wanted == Durability.MACHINE ? "FULL" : "NORMAL"));
            link.begin();
            durability = wanted;
        }
        return link;
    }

    private Link reader() throws SQLException {
        requireOpen();
        Link link = idle.poll();
        return link == null ? connect() : link;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The journal " + file + " is closed");
        }
    }

    private void dropWriter() {
        Link link = writer;
        writer = null;
        if (link != null) {
            close(link);
        }
    }

    private void close(Link link) {
        try {
            link.close();
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "A connection to " + file + " was not closed well", e);
        }
    }

    @Override
    public void close() {
        writing.lock();
        readers.acquireUninterruptibly(READERS);
        try {
            closed = true;
            idle.forEach(this::close);
            idle.clear();
            dropWriter();
        } finally {
            readers.release(READERS);
            writing.unlock();
        }
    }
}
