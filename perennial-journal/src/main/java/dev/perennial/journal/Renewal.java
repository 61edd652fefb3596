package dev.perennial.journal;

import dev.perennial.agent.journal.JournalException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;

/** Says again and again that the writers of this process live. */
final class Renewal implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Renewal.class.getName());

    private final Collection<SqliteWriter> writers;
    private final Duration period;
    private final Thread thread;

    private Renewal(Collection<SqliteWriter> writers, Duration period) {
        this.writers = writers;
        this.period = period;
        this.thread = Thread.ofVirtual().name("perennial-journal-renewal").unstarted(this::run);
    }

    static Renewal start(Collection<SqliteWriter> writers, Duration period) {
        Renewal renewal = new Renewal(writers, period);
        renewal.thread.start();
        return renewal;
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(period);
                writers.forEach(Renewal::renew);
            }
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "Leases are renewed no more");
        }
    }

    /** A failure is no reason to give up: the next one may succeed, and on this machine the lease holds without. */
    private static void renew(SqliteWriter writer) {
        try {
            writer.renew();
        } catch (JournalException e) {
            LOG.log(Level.WARNING, "The lease of session " + writer.session() + " was not renewed", e);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        Threads.join(thread);
    }
}
