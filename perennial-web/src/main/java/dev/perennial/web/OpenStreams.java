package dev.perennial.web;

import dev.perennial.http.Exchange;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * The event streams that are open, so that they can be ended when the server closes, or who watches is let out. Safe for use by
 * several threads.
 */
final class OpenStreams {

    private final Map<Thread, BooleanSupplier> streams = new ConcurrentHashMap<>();
    private final Guard guard;
    private volatile boolean closing;

    OpenStreams(Guard guard) {
        this.guard = guard;
    }

    /** What serves one stream to its end. */
    @FunctionalInterface
    interface Serving {

        /**
         * Serves it on.
         *
         * @param wanted whether it may go on; asked again each time something is sent
         */
        void serve(BooleanSupplier wanted) throws InterruptedException;
    }

    /** Serves a stream on this thread; it ends in good order if the server closes, and when a login is over. */
    void serve(Exchange exchange, Serving stream) {
        BooleanSupplier inside = guard.staysInside(exchange);
        streams.put(Thread.currentThread(), inside);
        try {
            if (!closing) {
                stream.serve(inside);
            }
        } catch (InterruptedException isToEnd) {
            // The response ends here, in good order.
        } finally {
            streams.remove(Thread.currentThread());
        }
    }

    int count() {
        return streams.size();
    }

    /** Ends those of whoever is not in any more. */
    void endOfThoseOut() {
        streams.forEach((thread, inside) -> {
            if (!inside.getAsBoolean()) {
                thread.interrupt();
            }
        });
    }

    /** Ends all of them, and those that come. */
    void end() {
        closing = true;
        streams.keySet().forEach(Thread::interrupt);
    }
}
