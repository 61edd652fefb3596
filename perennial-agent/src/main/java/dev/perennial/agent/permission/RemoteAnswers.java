package dev.perennial.agent.permission;

import java.util.concurrent.SynchronousQueue;

/** Has questions answered by whoever is somewhere else and heard of them, however long that takes. Thread-safe. */
public final class RemoteAnswers implements PermissionPrompt {

    private final SynchronousQueue<PermissionAnswer> answers = new SynchronousQueue<>();

    @Override
    public PermissionAnswer ask(PermissionQuestion question) throws InterruptedException {
        return answers.take();
    }

    /**
     * Answers the question that is open.
     *
     * @return false if none is
     */
    public boolean give(PermissionAnswer answer) {
        return answers.offer(answer);
    }
}
