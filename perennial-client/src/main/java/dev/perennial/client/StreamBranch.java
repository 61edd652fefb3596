package dev.perennial.client;

import java.util.Iterator;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One of several readers of a stream ({@link MessageStream#tee}).
 *
 * <p>Each reader goes at its own pace, on its own thread or all on one: whoever has read all that is there reads on from the
 * server, and the others find it. A reader that falls behind costs no memory beyond the message: deltas of a block that wait for
 * it are joined, so it gets the same in fewer pieces. What went wrong is thrown to every reader, each at its place.
 *
 * <p>A branch is read once, by one thread at a time, and may be closed by any. The stream is closed with its last branch.
 */
public final class StreamBranch implements Iterable<MessageEvent>, AutoCloseable {

    private final Supplier<@Nullable MessageEvent> next;
    private final Runnable closing;
    private final AtomicBoolean handedOut = new AtomicBoolean();

    StreamBranch(Supplier<@Nullable MessageEvent> next, Runnable closing) {
        this.next = next;
        this.closing = closing;
    }

    /**
     * The events. {@code hasNext} and {@code next} wait for the server and throw what went wrong.
     *
     * @throws IllegalStateException if the events or the text were asked for before
     */
    @Override
    public Iterator<MessageEvent> iterator() {
        if (!handedOut.compareAndSet(false, true)) {
            throw new IllegalStateException("this branch's events or text were asked for before: they come only once");
        }
        return new Ahead<>(next);
    }

    /**
     * The text of all text blocks.
     *
     * @throws IllegalStateException on iteration, if the events or the text were asked for before
     */
    public Iterable<String> text() {
        return () -> new Ahead<>(texts(iterator()));
    }

    private static Supplier<@Nullable String> texts(Iterator<MessageEvent> events) {
        return () -> {
            while (events.hasNext()) {
                if (events.next() instanceof MessageEvent.TextDelta delta
                        && !delta.text().isEmpty()) {
                    return delta.text();
                }
            }
            return null;
        };
    }

    /** Wants no more. A thread that reads this branch gets a {@link StreamClosedException}, or the end. */
    @Override
    public void close() {
        closing.run();
    }
}
