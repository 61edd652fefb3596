package dev.perennial.agent.journal;

import java.time.Duration;
import java.util.List;

/**
 * Writes a session, of which it holds the lease. Used by one thread at a time, but for {@link #receive} and {@link #close}.
 * Renews its lease by itself until it is closed.
 */
public interface JournalWriter extends AutoCloseable {

    /** The session's id. */
    String session();

    /** The {@link JournalEntry#seq} of the session's last entry; 0 if it has none. */
    long lastSeq();

    /**
     * Appends, all of it or nothing. What was appended outlives the process when this returns, and with
     * {@link Durability#MACHINE} also the machine's sudden end.
     *
     * @throws IllegalArgumentException if the entries do not follow one another and {@link #lastSeq} in rising order
     * @throws IllegalStateException if this writer was closed
     * @throws JournalException.LeaseLost if another writer has taken the session over; nothing was written
     * @throws JournalException.SessionUnknown if the session was deleted
     * @throws JournalException.Unavailable if it cannot be written, for example because the disk is full; nothing was written,
     *     and the same batch may be tried again
     */
    void append(JournalBatch batch, Durability durability);

    /**
     * Waits for messages that were left for this session ({@link Journal#post}) and that this writer has not received before. They stay
     * until a batch takes them ({@link JournalBatch#taken}); those that none takes are received by the next writer.
     *
     * @return in order; empty if the time is up or the writer was closed
     * @throws JournalException.LeaseLost if another writer has taken the session over, also while this one waits
     * @throws JournalException.SessionUnknown if the session was deleted
     */
    List<JournalMessage> receive(Duration atMost) throws InterruptedException;

    /**
     * Gives the lease back. Closing twice does nothing.
     *
     * @throws JournalException.Unavailable if that cannot be written; other processes see the session in use then until it can, or
     *     this process ends
     */
    @Override
    void close();
}
