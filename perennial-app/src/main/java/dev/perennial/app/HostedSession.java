package dev.perennial.app;

import dev.perennial.agent.SavedSession;
import dev.perennial.agent.Session;
import dev.perennial.agent.SessionEvent;
import dev.perennial.agent.SessionListener;
import dev.perennial.agent.ToolRunner;
import dev.perennial.agent.permission.PermissionAnswer;
import dev.perennial.agent.permission.RemoteAnswers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * A session that this process runs for the page: one thread of its own does one turn after the other, and gives the session back when
 * nothing was said in it for a while. What others do here returns once it is kept.
 *
 * <p>Thread-safe. Whoever holds {@code saying} may take {@code lock}, not the other way round.
 */
final class HostedSession {

    private static final System.Logger LOG = System.getLogger(HostedSession.class.getName());

    /** So long a session stays open on which nothing happens, with its shell and what was permitted for it. */
    private static final Duration IDLE = Duration.ofMinutes(30);

    private final ReentrantLock saying = new ReentrantLock();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Turn> turns = new ArrayDeque<>();
    private final String id;
    private final HostParts parts;
    private final Connection connection;
    private final Alerts alerts;
    private final RemoteAnswers answers = new RemoteAnswers();
    private final Session session;
    private final Thread thread;
    private Optional<Turn> current = Optional.empty();
    private boolean over;
    private boolean parked;
    private boolean leaving;

    /**
     * What is to be done next.
     *
     * @param work does it to its end
     * @param begun whether it is kept that it is to be done; false if it cannot be done here any more
     */
    private record Turn(Consumer<Session> work, CompletableFuture<Boolean> begun) {}

    /** Opens a session from the parts that are its own. */
    private interface Opening {
        Session open(Connection connection, ToolRunner tools, SessionListener listener);
    }

    private HostedSession(String id, SessionPlan plan, HostParts parts, Opening opening) {
        this.id = id;
        this.parts = parts;
        StreamNotices notices = new StreamNotices();
        this.connection = parts.connection(plan, id, notices);
        this.alerts = Alerts.of(id, plan.surroundings(), plan.settings());
        this.session = opening.open(connection, plan.tools(plan.changes(id), Optional.of(answers)), this::heard);
        notices.tell(session::notice);
        connection.tell(session::settingsChosen);
        this.thread = Thread.ofVirtual().name("session-" + id).unstarted(this::work);
    }

    /** A new session. */
    static HostedSession begin(String id, SessionPlan plan, HostParts parts) {
        HostedSession begun = new HostedSession(
                id,
                plan,
                parts,
                (connection, tools, listener) -> parts.keeper().open(plan.session(id), connection, tools, listener));
        begun.session.flush();
        begun.thread.start();
        return begun;
    }

    /** A session that another process left. */
    static HostedSession goOn(SavedSession saved, SessionPlan plan, HostParts parts) {
        HostedSession reopened = new HostedSession(
                saved.id(),
                plan,
                parts,
                (connection, tools, listener) ->
                        Session.reopen(saved, plan.maxRequests(), connection, tools, listener, System::nanoTime));
        reopened.thread.start();
        return reopened;
    }

    private void heard(long seq, SessionEvent event) {
        if (event instanceof SessionEvent.UserInput || event instanceof SessionEvent.AnswerRetracted) {
            kept();
        }
        alerts.on(seq, event);
    }

    private void kept() {
        lock.lock();
        try {
            current.ifPresent(turn -> turn.begun().complete(true));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Says something: to the model that works, or in a turn of its own.
     *
     * @return false if this session was given back before
     */
    boolean say(String text) {
        saying.lock();
        try {
            Optional<Turn> turn = submitIfIdle(open -> open.run(text));
            return turn.isPresent() ? isKept(turn.get()) : sayToTheBusy(text);
        } finally {
            saying.unlock();
        }
    }

    private boolean sayToTheBusy(String text) {
        if (isOver()) {
            return false;
        }
        boolean heard = session.say(text);
        session.flush();
        throwIfLost();
        if (!heard) {
            submit(HostedSession::sayWhatIsQueued);
        }
        return true;
    }

    private static void sayWhatIsQueued(Session session) {
        if (session.hasQueued()) {
            session.runQueued();
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
            kept();
            open.resume();
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
            Optional<Turn> turn = submitIfIdle(work);
            if (turn.isEmpty()) {
                return isOver() ? Begun.OVER : Begun.BUSY;
            }
            return isKept(turn.get()) ? Begun.BEGUN : Begun.OVER;
        } finally {
            saying.unlock();
        }
    }

    private boolean isKept(Turn turn) {
        boolean begun = turn.begun().join();
        if (begun) {
            return true;
        }
        throwIfLost();
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

    /** Stops what is being done. */
    void interrupt() {
        session.cancel();
    }

    /** Answers a question; false if it is not open. */
    boolean answer(String call, PermissionAnswer answer) {
        return answers.give(call, answer);
    }

    /** Calls it by a title; false if it was given back before. */
    boolean rename(String title) {
        saying.lock();
        try {
            if (isOver()) {
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
        lock.lock();
        try {
            parked = true;
        } finally {
            lock.unlock();
        }
        finish();
        session.park();
        awaitEnd();
    }

    /** Stops what is being done, and waits until it is given back. */
    void close() {
        finish();
        session.cancel();
        awaitEnd();
    }

    private void finish() {
        lock.lock();
        try {
            over = true;
            turns.forEach(turn -> turn.begun().complete(false));
            turns.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void awaitEnd() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isOver() {
        lock.lock();
        try {
            return over;
        } finally {
            lock.unlock();
        }
    }

    private Optional<Turn> submitIfIdle(Consumer<Session> work) {
        lock.lock();
        try {
            boolean idle = turns.isEmpty() && current.isEmpty();
            over = over || (idle && leaving);
            return idle && !over ? Optional.of(submit(work)) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private Turn submit(Consumer<Session> work) {
        lock.lock();
        try {
            Turn turn = new Turn(work, new CompletableFuture<>());
            turns.add(turn);
            changed.signalAll();
            return turn;
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        try (Inbox _ = Inbox.open(session, answers, this::said)) {
            sayWhatWaited();
            for (Optional<Turn> turn = next(); turn.isPresent(); turn = next()) {
                run(turn.get());
            }
        } catch (InterruptedException nobodyDoesThat) {
            Thread.currentThread().interrupt();
        } finally {
            giveBack();
        }
    }

    /** What was said to the process before, which has not heard it. */
    private void sayWhatWaited() {
        if (session.hasQueued() && !session.isInterrupted()) {
            submit(HostedSession::sayWhatIsQueued);
        }
    }

    /** What another process has said is queued by now; whoever works hears it, and else there is a turn for it. */
    private void said() {
        submit(HostedSession::sayWhatIsQueued);
    }

    /** Empty when it is over: it was closed, failed, or nothing happened for long. */
    private Optional<Turn> next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = IDLE.toNanos();
            while (turns.isEmpty()
                    && !over
                    && !leaving
                    && left > 0
                    && session.failure().isEmpty()) {
                left = changed.awaitNanos(left);
            }
            current = over ? Optional.empty() : Optional.ofNullable(turns.poll());
            over = current.isEmpty(); // at the same instant, so that nobody submits what nobody would do
            return current;
        } finally {
            lock.unlock();
        }
    }

    private void run(Turn turn) {
        parts.running().begins(id);
        try {
            turn.work().accept(session);
        } catch (RuntimeException bug) {
            LOG.log(System.Logger.Level.ERROR, "A turn of session " + id + " failed", bug);
        } finally {
            turn.begun().complete(false);
            ended();
        }
    }

    private void ended() {
        lock.lock();
        try {
            current = Optional.empty();
            if (!parked) {
                parts.running().ended(id);
            }
        } finally {
            lock.unlock();
        }
    }

    private void giveBack() {
        finish();
        saying.lock();
        try {
            session.close();
            connection.close();
            alerts.close();
        } finally {
            saying.unlock();
        }
    }

    /** Gives it back when nothing is being done, so that the next turn is as it is wanted then. */
    void leaveWhenIdle() {
        lock.lock();
        try {
            leaving = true;
            over = over || (turns.isEmpty() && current.isEmpty());
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether it was given back, or is about to be. */
    boolean isLeft() {
        return isOver();
    }

    /** Waits until it was given back. */
    void awaitGivenBack() {
        awaitEnd();
    }
}
