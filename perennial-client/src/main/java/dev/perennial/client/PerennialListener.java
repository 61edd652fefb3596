package dev.perennial.client;

/**
 * Hears what happens to messages: for logs, metrics, a line on a screen.
 *
 * <p>Called in the order of events, for one message by one thread at a time, for several messages by several threads at
 * once; on threads that read or wake streams, so an implementation returns quickly. It may close the stream. What it
 * throws is logged and changes nothing.
 */
@FunctionalInterface
public interface PerennialListener {

    /** A listener that does nothing. */
    PerennialListener NONE = event -> {};

    /** Takes an event. */
    void on(PerennialEvent event);

    /** Both listeners, this one first. */
    default PerennialListener andThen(PerennialListener other) {
        return event -> {
            try {
                on(event);
            } finally {
                other.on(event);
            }
        };
    }
}
