package dev.perennial.agent.permission;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Has questions answered by whoever is somewhere else and heard of them, however long that takes. Thread-safe. */
public final class RemoteAnswers implements PermissionPrompt {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Map<String, PermissionAnswer> answers = new HashMap<>();
    private volatile Supplier<Optional<String>> asked = Optional::empty;

    /** Says from now on which call is being asked about, by its id. */
    public void about(Supplier<Optional<String>> call) {
        asked = call;
    }

    @Override
    public PermissionAnswer ask(PermissionQuestion question) throws InterruptedException {
        String call = asked.get().orElse("");
        lock.lockInterruptibly();
        try {
            while (!answers.containsKey(call)) {
                arrived.await();
            }
            PermissionAnswer answer = answers.get(call);
            answers.clear();
            return answer;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Answers a question.
     *
     * @param call the id of the call that it is about
     * @return false if it is not open
     */
    public boolean give(String call, PermissionAnswer answer) {
        if (asked.get().filter(call::equals).isEmpty()) {
            return false;
        }
        lock.lock();
        try {
            answers.put(call, answer);
            arrived.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }
}
