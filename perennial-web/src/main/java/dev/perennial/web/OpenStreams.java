package dev.perennial.web;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The event streams that are open, so that they can be ended when the server closes. Safe for use by several threads. */
final class OpenStreams {

    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    /** What serves one stream to its end. */
    @FunctionalInterface
    interface Serving {
        void serve() throws InterruptedException;
    }

    /** Serves a stream on this thread; it ends in good order if the server closes. */
    void serve(Serving stream) {
        threads.add(Thread.currentThread());
        try {
            if (!closing) {
                stream.serve();
            }
        } catch (InterruptedException serverCloses) {
            // The response ends here, in good order.
        } finally {
            threads.remove(Thread.currentThread());
        }
    }

    int count() {
        return threads.size();
    }

    /** Ends all of them, and those that come. */
    void end() {
        closing = true;
        threads.forEach(Thread::interrupt);
    }
}
