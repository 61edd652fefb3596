package dev.perennial.app.probe;

/** Something that answers the Messages API. */
@FunctionalInterface
public interface Api {

    /**
     * Sends one request and waits for the answer; errors of the API are answers too.
     *
     * @throws UnreachableException if there is no answer
     */
    Reaction ask(Question question);
}
