package dev.perennial.app;

import dev.perennial.agent.Session;
import dev.perennial.agent.SessionMessage;
import dev.perennial.agent.journal.JournalException;
import dev.perennial.agent.permission.RemoteAnswers;
import java.time.Duration;

/** Hears what other processes have to say to a session, as long as it is open. */
final class Inbox implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Inbox.class.getName());
    private static final Duration WAIT = Duration.ofMinutes(1);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(250);

    private final Session session;
    private final RemoteAnswers answers;
    private final Runnable said;
    private final Runnable stop;
    private final Thread thread;

    private Inbox(Session session, RemoteAnswers answers, Runnable said, Runnable stop) {
        this.session = session;
        this.answers = answers;
        this.said = said;
        this.stop = stop;
        this.thread = Thread.ofVirtual().name("perennial-inbox").unstarted(this::hear);
    }

    /**
     * Begins to hear.
     *
     * @param answers is given the answers to questions of the session
     */
    static Inbox open(Session session, RemoteAnswers answers) {
        return open(session, answers, () -> {}, session::cancel);
    }

    /**
     * The same for a session that works whenever something is said.
     *
     * @param said is called when something was said to it
     * @param stop is called when it is to stop
     */
    static Inbox open(Session session, RemoteAnswers answers, Runnable said, Runnable stop) {
        Inbox inbox = new Inbox(session, answers, said, stop);
        answers.about(session::asking);
        inbox.hearWhatWaited();
        inbox.thread.start();
        return inbox;
    }

    /** Who wanted an earlier run to stop, or answered its questions, does not mean this one. */
    private void hearWhatWaited() {
        try {
            session.receive(Duration.ofMillis(1)).stream()
                    .filter(message -> message instanceof SessionMessage.Say || message instanceof SessionMessage.Title)
                    .forEach(this::hear);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (JournalException failed) {
            LOG.log(System.Logger.Level.WARNING, "Messages that waited are heard later", failed);
        }
    }

    private void hear() {
        try {
            Duration pause = SHORTEST_PAUSE;
            while (!Thread.currentThread().isInterrupted()) {
                pause = hearOrPause(pause);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (JournalException gone) {
            LOG.log(System.Logger.Level.WARNING, "Messages of other processes cannot be heard", gone);
        }
    }

    /** A journal that cannot be read now may be read later; returns how long to wait if it fails again. */
    private Duration hearOrPause(Duration pause) throws InterruptedException {
        try {
            session.receive(WAIT).forEach(this::hear);
            return SHORTEST_PAUSE;
        } catch (JournalException.LeaseLost | JournalException.SessionUnknown gone) {
            throw gone;
        } catch (JournalException failed) {
            LOG.log(System.Logger.Level.WARNING, "Messages of other processes are heard later", failed);
            Thread.sleep(pause);
            Duration longer = pause.multipliedBy(2);
            return longer.compareTo(WAIT) < 0 ? longer : WAIT;
        }
    }

    private void hear(SessionMessage message) {
        switch (message) {
            case SessionMessage.Say _ -> said.run();
            case SessionMessage.Title title -> session.rename(title.title());
            case SessionMessage.Stop _ -> stop.run();
            case SessionMessage.Answer answer -> {
                if (!answers.give(answer.call(), answer.answer())) {
                    LOG.log(System.Logger.Level.INFO, "An answer came to a question that is not open");
                }
            }
        }
    }

    /** What is heard now is heard to its end. */
    @Override
    public void close() {
        thread.interrupt();
        boolean interrupted = Thread.interrupted();
        while (thread.isAlive()) {
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
}
