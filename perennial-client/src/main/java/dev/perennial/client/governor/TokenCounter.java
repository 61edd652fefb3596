package dev.perennial.client.governor;

/**
 * Has a server count the tokens of a prompt ({@code POST /v1/messages/count_tokens}; platform.claude.com, "Token counting": free of
 * charge, with a limit of requests of its own). As thread-safe as those who use it need it.
 */
@FunctionalInterface
public interface TokenCounter {

    /** That of a server which does not offer it. */
    TokenCounter NONE = body -> new Counted.NotOffered();

    /**
     * Counts.
     *
     * @param body what that endpoint takes, as JSON
     * @throws InterruptedException if nobody wants to know any more; the connection is then given up
     */
    Counted count(byte[] body) throws InterruptedException;
}
