package dev.perennial.http;

/**
 * Answers requests.
 *
 * <p>Called on a virtual thread of its own for each request, so it may block; implementations are safe for use by
 * several threads. A handler responds exactly once, by {@link Exchange#respond} or {@link Exchange#stream}, before it
 * returns. What it throws becomes a 500 if nothing was sent yet, else the connection is cut.
 */
@FunctionalInterface
public interface HttpHandler {

    /**
     * Answers one request.
     *
     * @throws InterruptedException if the server is closed meanwhile
     */
    void handle(Exchange exchange) throws InterruptedException;
}
