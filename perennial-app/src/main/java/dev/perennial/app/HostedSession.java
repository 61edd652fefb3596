package dev.perennial.app;

import dev.perennial.agent.Outcome;
import dev.perennial.agent.SavedSession;
import dev.perennial.agent.Session;
import dev.perennial.agent.SessionEvent;
import dev.perennial.agent.SessionListener;
import dev.perennial.agent.ToolRunner;
import dev.perennial.agent.journal.JournalException;
import dev.perennial.agent.permission.PermissionAnswer;
import dev.perennial.agent.permission.RemoteAnswers;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * A session that this process runs for the page: one thread of its own does one turn after the other, and gives the session back when
 * nothing was said in it for a while. What others do here returns once it is kept.
 *
 * <p>What is said while it works is heard by the run that is under way, or has a turn of its own when that ends otherwise. If it is
 * stopped, what was said before stays queued for what is said next.
 *
 * <p>Thread-safe. As long as somebody holds {@code saying} the session is not closed.
 */
final class HostedSession {

    private static final System.Logger LOG = System.getLogger(HostedSession.class.getName());

    private final ReentrantLock saying = new ReentrantLock();
    private final CountDownLatch givenBack = new CountDownLatch(1);
    private final HostedTurns turns;
    private final String id;
    private final Connection connection;
    private final Alerts alerts;
    private final RemoteAnswers answers = new RemoteAnswers();
    private final Session session;
    private final Thread thread;
    private final Consumer<HostedSession> left;
    private final Consumer<Session> takeUp = this::takeUp;

    /** Opens a session from the parts that are its own. */
    private interface Opening {
        Session open(Connection connection, ToolRunner tools, SessionListener listener);
    }

    private HostedSession(String id, SessionPlan plan, HostParts parts, Opening opening, Consumer<HostedSession> left) {
        this.id = id;
        this.left = left;
        this.turns = new HostedTurns(id, parts.running());
        StreamNotices notices = new StreamNotices();
        this.connection = parts.connection(plan, id, notices);
        this.alerts = Alerts.of(id, plan.surroundings(), plan.settings());
        this.session = opening.open(connection, plan.tools(plan.changes(id), Optional.of(answers)), this::heard);
        answers.about(session::asking); // also what was asked before it was opened, and is asked anew
        notices.tell(session::notice);
        connection.tell(session::settingsChosen);
        this.thread = Thread.ofVirtual().name("session-" + id).unstarted(this::work);
    }

    /**
     * A new session, which is yet to be started.
     *
     * @param left hears when it was given back
     */
    static HostedSession begin(String id, SessionPlan plan, HostParts parts, Consumer<HostedSession> left) {
        HostedSession begun = new HostedSession(
                id,
                plan,
                parts,
                (connection, tools, listener) -> parts.keeper().open(plan.session(id), connection, tools, listener),
                left);
        begun.session.flush();
        return begun;
    }

    /**
     * A session that another process left, which is yet to be started.
     *
     * @param left hears when it was given back
     */
    static HostedSession goOn(SavedSession saved, SessionPlan plan, HostParts parts, Consumer<HostedSession> left) {
        return new HostedSession(
                saved.id(),
                plan,
                parts,
                (connection, tools, listener) ->
                        Session.reopen(saved, plan.maxRequests(), connection, tools, listener, System::nanoTime),
                left);
    }

    /** Does from now on what is to be done. */
    void start() {
        thread.start();
    }

    private void heard(long seq, SessionEvent event) {
        if (event instanceof SessionEvent.UserInput || event instanceof SessionEvent.AnswerRetracted) {
            turns.kept();
        }
        alerts.on(seq, event);
    }

    /**
     * Says something, unless it was said already: to the model that works, or in a turn of its own.
     *
     * @return false if this session was given back before, so that it is not said
     */
    boolean say(String text, String keyHash) {
        saying.lock();
        try {
            Optional<HostedTurns.Turn> turn = turns.addIfIdle(open -> say(open, text, keyHash));
            return turn.isPresent() ? isBegun(turn.get()) : sayToTheBusy(text, keyHash);
        } finally {
            saying.unlock();
        }
    }

    private void say(Session open, String text, String keyHash) {
        if (open.isSaid(keyHash)) {
            open.flush();
            if (open.failure().isEmpty()) {
                turns.kept();
            }
            HostedTurns.answerQueued(open);
        } else {
            open.run(text, keyHash);
        }
    }

    /** The run that is under way may end without hearing of it, so it has a turn of its own in any case. */
    private boolean sayToTheBusy(String text, String keyHash) {
        if (turns.isOver()) {
            return false;
        }
        session.say(text, keyHash);
        session.flush();
        throwIfLost();
        turns.addAnswer();
        return true;
    }

    /** Has that answered which is queued. */
    void answerQueued() {
        turns.addAnswer();
    }

    /** Goes on with what the process before was doing when it ended. */
    void takeUp() {
        turns.add(takeUp);
    }

    /** Whether it is going on with that, or about to. */
    boolean isTakenUp() {
        return turns.has(takeUp);
    }

    private void takeUp(Session open) {
        if (!open.isInterrupted() && !open.hasQueued()) {
            turns.leave();
        }
        boolean stopped = open.isInterrupted() && open.resume().outcome() == Outcome.CANCELLED;
        if (!stopped) {
            HostedTurns.answerQueued(open);
        }
    }

    /** Whether something else was being done already. */
    enum Begun {
        BEGUN,
        BUSY,
        OVER
    }

    /** Goes on with a run that was interrupted; what happens anew is kept by and by. */
    Begun resume() {
        return begin(open -> {
            turns.kept();
            if (open.isInterrupted()) {
                open.resume();
            }
        });
    }

    /** Says that the model is to go on where it stopped. */
    Begun goOn(String words) {
        return begin(open -> open.run(words));
    }

    /** Asks the model anew. */
    Begun askAnew() {
        return begin(Session::retry);
    }

    private Begun begin(Consumer<Session> work) {
        saying.lock();
        try {
            Optional<HostedTurns.Turn> turn = turns.addIfIdle(work);
            if (turn.isEmpty()) {
                return turns.isOver() ? Begun.OVER : Begun.BUSY;
            }
            return isBegun(turn.get()) ? Begun.BEGUN : Begun.OVER;
        } finally {
            saying.unlock();
        }
    }

    /** False if it is over; whoever asks may try again then, but not where the turn failed. */
    private boolean isBegun(HostedTurns.Turn turn) {
        if (turn.begun().join()) {
            return true;
        }
        throwIfLost();
        if (!turns.isOver()) {
            throw new IllegalStateException("A turn of session " + id + " ended before it began: the log says why");
        }
        return false;
    }

    private void throwIfLost() {
        session.failure().ifPresent(lost -> {
            throw lost;
        });
    }

    String id() {
        return id;
    }

    boolean isInterrupted() {
        return session.isInterrupted();
    }

    /** Stops what is being done; what is queued stays so until something more is said. */
    void interrupt() {
        turns.dropAnswers();
        if (isTakenUp()) {
            session.cancelInterrupted();
        } else {
            session.cancel();
        }
    }

    /** Answers a question; false if it is not open. */
    boolean answer(String call, PermissionAnswer answer) {
        return answers.give(call, answer);
    }

    /** Calls it by a title; false if it was given back before. */
    boolean rename(String title) {
        saying.lock();
        try {
            if (turns.isOver()) {
                return false;
            }
            session.rename(title);
            throwIfLost();
            return true;
        } finally {
            saying.unlock();
        }
    }

    /** Leaves it as it is, for another process or a later one to go on with, and waits until it is given back. */
    void park() {
        turns.park();
        saying.lock(); // what is being said is kept, or is not said
        try {
            session.park();
        } finally {
            saying.unlock();
        }
        awaitGivenBack();
    }

    /** Stops what is being done, and waits until it is given back. */
    void close() {
        turns.finishForGood();
        session.cancelForGood();
        awaitGivenBack();
    }

    private void work() {
        try (Inbox _ = Inbox.open(session, answers, turns::addAnswer, this::interrupt)) {
            for (Optional<HostedTurns.Turn> turn = next(); turn.isPresent(); turn = next()) {
                run(turn.get());
            }
        } catch (InterruptedException nobodyDoesThat) {
            Thread.currentThread().interrupt();
        } finally {
            giveBack();
        }
    }

    private Optional<HostedTurns.Turn> next() throws InterruptedException {
        return turns.next(() -> session.failure().isPresent());
    }

    private void run(HostedTurns.Turn turn) {
        try {
            turn.work().accept(session);
        } catch (RuntimeException | Error bug) {
            LOG.log(System.Logger.Level.ERROR, "A turn of session " + id + " failed", bug);
        } finally {
            boolean later =
                    session.failure().filter(JournalException::retryable).isPresent();
            turns.ended(!later);
        }
    }

    private void giveBack() {
        turns.finish();
        saying.lock();
        try (alerts;
                connection) {
            session.close();
        } finally {
            saying.unlock();
            givenBack.countDown();
            left.accept(this);
        }
    }

    /** Gives it back when nothing is being done, so that the next turn is as it is wanted then. */
    void leaveWhenIdle() {
        turns.leave();
    }

    /** Whether it was given back, or is about to be. */
    boolean isLeft() {
        return turns.isOver();
    }

    /** Whether something was said that it could not answer any more, but whoever has the session next. */
    boolean owesAnswer() {
        return turns.owesAnswer();
    }

    /** Waits until it was given back. */
    void awaitGivenBack() {
        try {
            givenBack.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
