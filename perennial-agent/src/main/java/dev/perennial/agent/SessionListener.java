package dev.perennial.agent;

/** Is told of everything that happens in a session, in order. Calls come from one thread at a time. */
@FunctionalInterface
public interface SessionListener {

    /**
     * Something happened.
     *
     * @param seq counts the session's events from 1
     */
    void on(long seq, SessionEvent event);
}
