package dev.perennial.app;

import dev.perennial.agent.Session;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What is to be done in a session that is run for the page, one after the other, until that is over. As long as there is something, the
 * session is marked, so that the next process goes on where this one dies. Thread-safe.
 */
final class HostedTurns {

    /** So long a session stays open on which nothing happens, with its shell and what was permitted for it. */
    private static final Duration IDLE = Duration.ofMinutes(30);

    private static final Consumer<Session> ANSWER_QUEUED = HostedTurns::answerQueued;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Turn> waiting = new ArrayDeque<>();
    private final String session;
    private final RunningMarks marks;
    private Optional<Turn> current = Optional.empty();
    private boolean over;
    private boolean forGood;
    private boolean parked;
    private boolean leaving;
    private boolean owing;

    /**
     * What is to be done.
     *
     * @param work does it to its end
     * @param begun whether it is kept that it is to be done; false if it cannot be done here any more
     */
    record Turn(Consumer<Session> work, CompletableFuture<Boolean> begun) {}

    HostedTurns(String session, RunningMarks marks) {
        this.session = session;
        this.marks = marks;
    }

    /** Says what was said meanwhile, unless the run that was under way has heard it. */
    static void answerQueued(Session session) {
        if (session.hasQueued()) {
            session.runQueued();
        }
    }

    /** Empty if something is being done, or it is over. */
    Optional<Turn> addIfIdle(Consumer<Session> work) {
        lock.lock();
        try {
            boolean idle = !over && waiting.isEmpty() && current.isEmpty();
            return idle ? Optional.of(add(work)) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** Does this when all before it is done. */
    Turn add(Consumer<Session> work) {
        lock.lock();
        try {
            marks.begins(session);
            Turn turn = new Turn(work, new CompletableFuture<>());
            if (over) {
                turn.begun().complete(false);
            } else {
                waiting.add(turn);
                changed.signalAll();
            }
            return turn;
        } finally {
            lock.unlock();
        }
    }

    /** Whether this is being done, or waits to be. */
    boolean has(Consumer<Session> work) {
        lock.lock();
        try {
            return Stream.concat(current.stream(), waiting.stream())
                    .anyMatch(turn -> turn.work().equals(work));
        } finally {
            lock.unlock();
        }
    }

    /** Has that answered which is queued; if it is over, by whoever has the session next. */
    void addAnswer() {
        lock.lock();
        try {
            owing |= over;
            add(ANSWER_QUEUED);
        } finally {
            lock.unlock();
        }
    }

    /** What is queued stays so until something more is said: who stops a session does not want it to go on with that. */
    void dropAnswers() {
        lock.lock();
        try {
            waiting.removeIf(HostedTurns::isAnswer);
            unmarkIfIdle();
        } finally {
            lock.unlock();
        }
    }

    private static boolean isAnswer(Turn turn) {
        return turn.work().equals(ANSWER_QUEUED);
    }

    /**
     * Waits for what is to be done.
     *
     * @param lost whether nothing more can be kept
     * @return empty when it is over: it was closed, failed, or nothing happened for long
     */
    Optional<Turn> next(BooleanSupplier lost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = IDLE.toNanos();
            while (waiting.isEmpty() && !over && !leaving && left > 0 && !lost.getAsBoolean()) {
                left = changed.awaitNanos(left);
            }
            current = over || leaving ? Optional.empty() : Optional.ofNullable(waiting.poll());
            over = current.isEmpty(); // at the same instant, so that nobody adds what nobody would do
            owing |= over && waiting.stream().anyMatch(HostedTurns::isAnswer);
            return current;
        } finally {
            lock.unlock();
        }
    }

    /** It is kept that the current one is to be done. */
    void kept() {
        lock.lock();
        try {
            current.ifPresent(turn -> turn.begun().complete(true));
        } finally {
            lock.unlock();
        }
    }

    /**
     * The current one is done.
     *
     * @param unmark whether nothing of it is left to do for a later process
     */
    void ended(boolean unmark) {
        lock.lock();
        try {
            current.ifPresent(turn -> turn.begun().complete(false));
            current = Optional.empty();
            if (unmark) {
                unmarkIfIdle();
            }
        } finally {
            lock.unlock();
        }
    }

    private void unmarkIfIdle() {
        if (waiting.isEmpty() && current.isEmpty() && !parked) {
            marks.ended(session);
        }
    }

    /** Ends with the current one; what waits is for whoever has the session next. */
    void leave() {
        lock.lock();
        try {
            leaving = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Ends for a later process to go on. */
    void park() {
        lock.lock();
        try {
            parked = true;
            finishForGood();
        } finally {
            lock.unlock();
        }
    }

    /** Ends, and nobody in this process is to answer what is queued. */
    void finishForGood() {
        lock.lock();
        try {
            forGood = true;
            finish();
        } finally {
            lock.unlock();
        }
    }

    /** Ends. */
    void finish() {
        lock.lock();
        try {
            over = true;
            waiting.forEach(turn -> turn.begun().complete(false));
            waiting.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isOver() {
        lock.lock();
        try {
            return over;
        } finally {
            lock.unlock();
        }
    }

    /** Whether something was said when it was over already, which is to be answered by whoever has the session next. */
    boolean owesAnswer() {
        lock.lock();
        try {
            return owing && !forGood;
        } finally {
            lock.unlock();
        }
    }
}
