package dev.perennial.journal;

import static java.util.Objects.requireNonNull;

import dev.perennial.agent.journal.Durability;
import dev.perennial.agent.journal.JournalBatch;
import dev.perennial.agent.journal.JournalEntry;
import dev.perennial.agent.journal.JournalException;
import dev.perennial.agent.journal.JournalMessage;
import dev.perennial.agent.journal.JournalWriter;
import dev.perennial.agent.journal.SessionHead;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The holder of a session's lease. Every write begins with the session's row and fails where that has another epoch. */
final class SqliteWriter implements JournalWriter {

    private static final String EPOCH = "SELECT epoch FROM session WHERE number = ?";

    private final Database database;
    private final Watches watches;
    private final Leases leases;
    private final InstantSource clock;
    private final Tenure tenure;
    private volatile long lastSeq;
    private volatile long received;
    private @Nullable SessionHead lastHead;
    private volatile boolean closed;
    private boolean released;

    /**
     * What is held.
     *
     * @param id the session
     * @param number the session within the database
     * @param epoch the number of this holder
     */
    record Tenure(String id, long number, long epoch) {}

    SqliteWriter(Shared shared, Tenure tenure, long lastSeq) {
        this.database = shared.database();
        this.watches = shared.watches();
        this.leases = shared.leases();
        this.clock = shared.clock();
        this.tenure = tenure;
        this.lastSeq = lastSeq;
    }

    @Override
    public String session() {
        return tenure.id();
    }

    @Override
    public long lastSeq() {
        return lastSeq;
    }

    boolean holds(long number, long epoch) {
        return !closed && tenure.number() == number && tenure.epoch() == epoch;
    }

    @Override
    public void append(JournalBatch batch, Durability durability) {
        requireNonNull(durability, "durability");
        requireOpen();
        long last = lastOf(batch);
        database.write(durability, link -> {
            requireHeld(link, claim(link, last, batch.head()));
            Entries entries = new Entries(link, tenure.number());
            entries.delete(batch.replaced());
            entries.insert(batch.entries());
            new Contents(link).keep(tenure.number(), batch.contents());
            new Messages(link).take(tenure.number(), batch.taken());
            return last;
        });
        lastSeq = last;
        lastHead = batch.head();
        watches.appended(tenure.number(), last);
    }

    /** Most batches leave the head as it is; to write it again costs as much as an entry. */
    private boolean claim(Link link, long last, SessionHead head) throws SQLException {
        Sessions sessions = new Sessions(link);
        return head.equals(lastHead)
                ? sessions.append(tenure.number(), tenure.epoch(), last, clock.instant())
                : sessions.append(tenure.number(), tenure.epoch(), last, head, clock.instant());
    }

    private long lastOf(JournalBatch batch) {
        long last = lastSeq;
        for (JournalEntry entry : batch.entries()) {
            if (entry.seq() <= last || entry.seq() > Entries.LAST_SEQ) {
                throw new IllegalArgumentException(
                        "An entry of session `%s` has the place %d, but comes after %d: places rise up to %d"
                                .formatted(tenure.id(), entry.seq(), last, Entries.LAST_SEQ));
            }
            last = entry.seq();
        }
        return last;
    }

    private void requireHeld(Link link, boolean held) throws SQLException {
        if (!held) {
            boolean there = link.first("SELECT 1 FROM session WHERE number = ?", row -> true, tenure.number())
                    .isPresent();
            throw there
                    ? new JournalException.LeaseLost(tenure.id())
                    : new JournalException.SessionUnknown(tenure.id());
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The writer of session `" + tenure.id() + "` is closed");
        }
    }

    @Override
    public List<JournalMessage> receive(Duration atMost) throws InterruptedException {
        try (Watches.Watch watch = watches.watch(tenure.number())) {
            long left = TimeUnit.NANOSECONDS.convert(atMost);
            while (!closed) {
                long calls = watch.calls();
                List<JournalMessage> messages = waiting();
                if (!messages.isEmpty() || left <= 0) {
                    return messages;
                }
                left = watch.awaitCall(calls, left);
            }
            return List.of();
        }
    }

    /** Looking disturbs nobody who writes. */
    private List<JournalMessage> waiting() {
        List<JournalMessage> waiting = database.read(link -> {
            Optional<Long> epoch = link.first(EPOCH, row -> row.getLong(1), tenure.number());
            requireHeld(link, epoch.filter(now -> now == tenure.epoch()).isPresent());
            return new Messages(link).waiting(tenure.number(), received);
        });
        if (!waiting.isEmpty()) {
            received = waiting.getLast().place();
        }
        return waiting;
    }

    private boolean renewed(Link link) throws SQLException {
        return new Sessions(link).renew(tenure.number(), tenure.epoch(), leases.own(), clock.instant());
    }

    /** Says that it lives, or gives back what could not be given back before. */
    void renew() {
        if (closed) {
            release();
        } else if (!database.write(Durability.PROCESS, this::renewed)) {
            leases.givenBack(this);
            watches.called(tenure.number());
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            watches.called(tenure.number());
            release();
        }
    }

    private synchronized void release() {
        if (!released) {
            database.write(
                    Durability.PROCESS,
                    link -> new Sessions(link).release(tenure.number(), tenure.epoch(), leases.own()));
            released = true;
            leases.givenBack(this);
        }
    }
}
