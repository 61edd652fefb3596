package dev.perennial.agent.permission;

/** Asks a person. */
@FunctionalInterface
public interface PermissionPrompt {

    /**
     * Asks, and waits for the answer. Calls come one at a time.
     *
     * @throws InterruptedException if the user stops the session instead
     */
    PermissionAnswer ask(PermissionQuestion question) throws InterruptedException;
}
