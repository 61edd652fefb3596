package dev.perennial.client.governor;

import dev.perennial.governor.estimate.CountingLeave;
import java.util.Optional;

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

    /**
     * Counts the prompt of a request for a message.
     *
     * @throws InterruptedException if nobody wants to know any more
     */
    default Counted countOf(byte[] message) throws InterruptedException {
        Optional<byte[]> body = CountBody.of(message);
        return body.isPresent() ? count(body.get()) : new Counted.Failed();
    }

    /** What came of counting the prompt of a request for a message before, if that is remembered; nobody is asked. */
    default Optional<Counted> known(byte[] message) {
        return Optional.empty();
    }

    /** The leave to ask, where several governors share one; empty where each keeps its own. */
    default Optional<CountingLeave> leave() {
        return Optional.empty();
    }
}
