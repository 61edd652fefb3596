package dev.perennial.agent;

import dev.perennial.agent.journal.JournalException;
import dev.perennial.agent.journal.JournalMessage;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** The events of a session: folds them, has them kept and told. Thread-safe. */
final class EventLog implements AutoCloseable {

    private final ReentrantLock lock = new ReentrantLock();
    private final SessionFold fold;
    private final EventSink sink;

    /** Events after those that are in {@code fold}, which is the log's from now on. */
    EventLog(SessionFold fold, EventSink sink) {
        this.fold = fold;
        this.sink = sink;
    }

    void append(SessionEvent event) {
        append(List.of(event));
    }

    /** Appends several, which are kept together or not at all. */
    void append(List<? extends SessionEvent> events) {
        append(events, Set.of());
    }

    /**
     * Appends several, which are kept together or not at all.
     *
     * @param taken the messages of others of which they were made, which are gone then
     */
    void append(List<? extends SessionEvent> events, Set<Long> taken) {
        if (!lock.isHeldByCurrentThread()) {
            sink.awaitRoom();
        }
        lock.lock();
        try {
            events.forEach(fold::add);
            sink.take(events, taken, fold.head());
        } finally {
            lock.unlock();
        }
    }

    /**
     * Appends what was said, but for what was said before: whoever is not sure says it again, by the same hash.
     *
     * @param taken the messages of others of which it was made, which are gone then
     */
    void appendSaid(List<SessionEvent.InputQueued> said, Set<Long> taken) {
        if (!lock.isHeldByCurrentThread()) {
            sink.awaitRoom();
        }
        lock.lock();
        try {
            append(unsaid(said), taken);
        } finally {
            lock.unlock();
        }
    }

    private List<SessionEvent.InputQueued> unsaid(List<SessionEvent.InputQueued> said) {
        Set<String> now = new HashSet<>();
        return said.stream()
                .filter(input ->
                        input.keyHash().isEmpty() || (!fold.isSaid(input.keyHash()) && now.add(input.keyHash())))
                .toList();
    }

    /** Appends what depends on what there is, at the same instant. */
    void append(Function<SessionFold, Optional<SessionEvent>> decision) {
        lock.lock();
        try {
            decision.apply(fold).ifPresent(this::append);
        } finally {
            lock.unlock();
        }
    }

    /** The same with several, which are kept together or not at all. */
    void appendAll(Function<SessionFold, List<SessionEvent>> decision) {
        lock.lock();
        try {
            List<SessionEvent> events = decision.apply(fold);
            if (!events.isEmpty()) {
                append(events);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Says what there is. */
    <T> T get(Function<SessionFold, T> question) {
        lock.lock();
        try {
            return question.apply(fold);
        } finally {
            lock.unlock();
        }
    }

    History history() {
        return get(SessionFold::history);
    }

    /**
     * Waits until everything so far is kept and told: to be called before anything is sent or done.
     *
     * @throws JournalException if it could not be kept, so that nothing may be sent or done
     * @throws CancellationException if the log was closed meanwhile, for another process to go on
     */
    void settle() {
        sink.settle();
        sink.failure().ifPresent(failure -> {
            throw failure;
        });
        if (sink.isClosed()) {
            throw new CancellationException("Another process may go on with the session");
        }
    }

    /** Waits until everything so far is told, if it could be kept. */
    void flush() {
        sink.settle();
    }

    List<JournalMessage> receive(Duration atMost) throws InterruptedException {
        return sink.receive(atMost);
    }

    Optional<JournalException> failure() {
        return sink.failure();
    }

    @Override
    public void close() {
        sink.close();
    }
}
