package dev.perennial.client;

/**
 * Hears what happens to messages: for logs, metrics, a line on a screen.
 *
 * <p>Called in the order of events, for one message by one thread at a time, for several messages by several threads at
 * once; before the caller sees what the event is about. It may close the stream. What it throws is logged and changes nothing.
 *
 * <p>{@link PerennialEvent.Begin} is told on the thread that makes the call. After that the thread is one that reads the
 * message or wakes it, so an implementation has to return quickly: while it does not, nothing of that message is read or handed
 * on, its clocks run, and a listener that blocks for longer than a stream may stand still makes it pass for stalled. Other
 * messages do not wait. Whatever may block (a database, a remote log) belongs behind a queue.
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
