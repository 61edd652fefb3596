package dev.perennial.agent;

import dev.perennial.agent.journal.Durability;
import dev.perennial.agent.journal.JournalException;
import dev.perennial.agent.journal.JournalMessage;
import dev.perennial.agent.journal.JournalWriter;
import dev.perennial.agent.journal.SessionHead;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Events that are written into the journal before anybody hears of them. One thread writes what has come since it last wrote,
 * all at once, and tells it then: a slow disk makes batches larger, not the session slower. Pieces that wait are joined.
 *
 * <p>When the journal fails, nothing more is kept or told, but for what people need to know of it.
 */
final class JournalledEvents implements EventSink {

    private static final System.Logger LOG = System.getLogger(JournalledEvents.class.getName());

    /** So many events wait at most; whoever brings more waits himself. */
    private static final int MOST_WAITING = 4096;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Condition settled = lock.newCondition();
    private final JournalWriter writer;
    private final EntryWriter entries;
    private final SessionListener listener;
    private final Runnable failed;
    private final Thread thread;
    private List<SessionEvent> waiting = new ArrayList<>();
    private final Set<Long> taken = new HashSet<>();
    private @Nullable SessionHead head;
    private Durability wanted = Durability.PROCESS;
    private long handedOver;
    private long told;
    private boolean gone;
    private boolean closed;
    private @Nullable JournalException failure;
    private long seq;

    private JournalledEvents(
            JournalWriter writer, Pieces pieces, SessionListener listener, InstantSource clock, Runnable failed) {
        this.writer = writer;
        this.entries = new EntryWriter(pieces, clock);
        this.listener = listener;
        this.failed = failed;
        this.seq = writer.lastSeq();
        this.thread = Thread.ofPlatform().daemon().name("perennial-journal").unstarted(this::work);
    }

    /**
     * Begins.
     *
     * @param writer the sink's to close
     * @param pieces those of the events that were written before
     * @param failed is called once, if the journal fails
     */
    static JournalledEvents start(
            JournalWriter writer, Pieces pieces, SessionListener listener, InstantSource clock, Runnable failed) {
        JournalledEvents events = new JournalledEvents(writer, pieces, listener, clock, failed);
        events.thread.start();
        return events;
    }

    /** A listener that says something is not waited for by itself. */
    @Override
    public void awaitRoom() {
        lock.lock();
        try {
            while (waiting.size() >= MOST_WAITING && !thread.equals(Thread.currentThread())) {
                settled.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** What comes after the end is forgotten: another process may go on with the session already. */
    @Override
    public void take(List<? extends SessionEvent> events, Set<Long> messages, SessionHead newest) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            head = newest;
            taken.addAll(messages);
            events.forEach(this::take);
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    private void take(SessionEvent event) {
        if (outlivesTheMachine(event)) {
            wanted = Durability.MACHINE;
        }
        Optional<SessionEvent> joined = waiting.isEmpty() ? Optional.empty() : Joined.of(waiting.getLast(), event);
        if (joined.isPresent()) {
            waiting.set(waiting.size() - 1, joined.get());
        } else {
            waiting.add(event);
        }
    }

    @Override
    public void settle() {
        if (thread.equals(Thread.currentThread())) {
            return;
        }
        lock.lock();
        try {
            long batch = nothingWaits() ? handedOver : handedOver + 1; // what comes later is not waited for
            while (told < batch && !gone) {
                settled.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<JournalMessage> receive(Duration atMost) throws InterruptedException {
        return writer.receive(atMost);
    }

    @Override
    public Optional<JournalException> failure() {
        lock.lock();
        try {
            return Optional.ofNullable(failure);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            arrived.signal();
        } finally {
            lock.unlock();
        }
        joinUninterruptibly();
        writer.close();
    }

    private void joinUninterruptibly() {
        boolean interrupted = false;
        while (thread.isAlive() && !thread.equals(Thread.currentThread())) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        try {
            keepAndTellAll();
        } finally {
            over();
        }
    }

    /** Nobody waits for a thread that is gone. */
    private void over() {
        lock.lock();
        try {
            closed = true;
            gone = true;
            waiting.clear();
            taken.clear();
            settled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void keepAndTellAll() {
        for (Optional<Batch> batch = next(); batch.isPresent(); batch = next()) {
            try {
                keepAndTell(batch.get());
            } catch (Error died) {
                fail(new JournalException.Unavailable("The journal's thread died: " + died, died));
                throw died;
            } finally {
                done();
            }
        }
    }

    /** What is kept and told together. */
    private record Batch(List<SessionEvent> events, Set<Long> taken, SessionHead head, Durability durability) {}

    /** What has come meanwhile; empty at the end. */
    private Optional<Batch> next() {
        lock.lock();
        try {
            while (nothingWaits() && !closed) {
                arrived.awaitUninterruptibly();
            }
            SessionHead newest = head;
            if (nothingWaits() || newest == null) {
                return Optional.empty();
            }
            Batch batch = new Batch(waiting, Set.copyOf(taken), newest, wanted);
            waiting = new ArrayList<>();
            taken.clear();
            wanted = Durability.PROCESS;
            handedOver++;
            return Optional.of(batch);
        } finally {
            lock.unlock();
        }
    }

    private boolean nothingWaits() {
        return waiting.isEmpty() && taken.isEmpty();
    }

    private void done() {
        lock.lock();
        try {
            told++;
            settled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void keepAndTell(Batch batch) {
        if (failure().isEmpty()) {
            try {
                writer.append(entries.batch(seq, batch.events(), batch.taken(), batch.head()), batch.durability());
            } catch (JournalException e) {
                fail(e);
            } catch (RuntimeException bug) {
                fail(new JournalException.Unavailable("The journal failed, which is a bug: " + bug, bug));
            }
        }
        boolean kept = failure().isEmpty();
        for (SessionEvent event : batch.events()) {
            seq++;
            if (kept || concernsPeople(event)) {
                tell(event);
            }
        }
    }

    private void tell(SessionEvent event) {
        try {
            listener.on(seq, event);
        } catch (RuntimeException bug) {
            LOG.log(System.Logger.Level.ERROR, "Somebody who listens to the session failed", bug);
        }
    }

    private void fail(JournalException e) {
        lock.lock();
        try {
            failure = e;
        } finally {
            lock.unlock();
        }
        failed.run();
    }

    /** What nobody can say again or find out: what the user said, what was begun, how it ended. */
    private static boolean outlivesTheMachine(SessionEvent event) {
        return event instanceof SessionEvent.UserInput
                || event instanceof SessionEvent.InputQueued
                || event instanceof SessionEvent.ToolStarted
                || event instanceof SessionEvent.RunEnded;
    }

    private static boolean concernsPeople(SessionEvent event) {
        return event instanceof SessionEvent.Notice || event instanceof SessionEvent.RunEnded;
    }
}
