package dev.perennial.agent.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where the events of sessions are kept. A session is its list of entries, which only grows at its end: all that is shown,
 * sent, exported or recovered is made from them.
 *
 * <p>A session has one writer at a time, who holds its lease; anybody may read it meanwhile, from this process or another.
 * A journal keeps texts and knows nothing of what they mean, but for the {@link SessionHead} that is written beside them so
 * that the list of sessions need not read them.
 *
 * <p>Safe for use by several threads and processes. All methods throw {@link JournalException}; those of a closed journal
 * {@link IllegalStateException}.
 *
 * <pre>{@code
 * try (JournalWriter writer = journal.create("s-1", head)) {
 *     writer.append(JournalBatch.of(List.of(entry), head));
 * }
 * List<JournalEntry> first = journal.read("s-1", 0, 100);
 * }</pre>
 */
public interface Journal extends AutoCloseable {

    /**
     * Begins a session and takes its lease.
     *
     * @param head what the list shows of it until the first batch is appended
     * @throws JournalException.SessionExists if there is one of that id
     */
    JournalWriter create(String session, SessionHead head);

    /**
     * Takes the lease of a session, to go on with it. The lease of a process of this machine that has died is free at once;
     * that of another machine when it was not renewed for {@link Lease#EXPIRY}.
     *
     * @throws JournalException.SessionUnknown if there is none of that id
     * @throws JournalException.SessionInUse if another writer holds it, in this process or another
     */
    JournalWriter open(String session);

    /**
     * As {@link #open}, but also from a writer that still lives: what that one appends from now on is refused
     * ({@link JournalException.LeaseLost}).
     */
    JournalWriter takeOver(String session);

    /**
     * Entries in order, as far as they are durable.
     *
     * @param after only those with a larger {@link JournalEntry#seq}
     * @param limit how many at most; at least 1
     * @return fewer than {@code limit} only if there are no more now
     * @throws JournalException.SessionUnknown if there is none of that id
     */
    List<JournalEntry> read(String session, long after, int limit);

    /**
     * Entries from the end on, the last first.
     *
     * @param before only those with a smaller {@link JournalEntry#seq}
     * @param limit how many at most; at least 1
     * @return fewer than {@code limit} only if there are no more
     * @throws JournalException.SessionUnknown if there is none of that id
     */
    List<JournalEntry> readBackwards(String session, long before, int limit);

    /**
     * Waits until the session has an entry beyond {@code after}, or is deleted, or the time is up. Entries of this process
     * are noticed at once, those of another within 100 ms.
     *
     * @return whether there is one; also false if there is no session of that id, or the journal was closed
     * @throws InterruptedException if the thread is interrupted
     */
    boolean awaitBeyond(String session, long after, Duration atMost) throws InterruptedException;

    /** All sessions, the one that was written last first. */
    List<SessionRow> sessions();

    /** The sessions that work, wait for an answer, or did when their process died; the one that was written last first. */
    List<SessionRow> unfinished();

    /** One session; empty if there is none of that id. */
    Optional<SessionRow> session(String session);

    /** What is kept under a content hash ({@link JournalContent#hash}); empty if nothing of this journal refers to it. */
    Optional<byte[]> content(String hash);

    /**
     * Leaves a message for whoever holds the session's lease now or next: to stop, to take more input, an answer. Those of one
     * sender arrive in order, each once. The message outlives the machine's sudden end when this returns.
     *
     * @throws JournalException.SessionUnknown if there is none of that id
     */
    void post(String session, String message);

    /**
     * Deletes a session with all that only it refers to, so that it cannot be found on the disk any more.
     *
     * @return false if there was none of that id
     * @throws JournalException.SessionInUse if a living writer holds it
     */
    boolean delete(String session);

    /** Deletes the sessions that nobody has written to since then and nobody holds; returns their ids. */
    List<String> deleteOlderThan(Instant oldest);

    /** Frees what the journal holds; its writers are closed before. */
    @Override
    void close();
}
