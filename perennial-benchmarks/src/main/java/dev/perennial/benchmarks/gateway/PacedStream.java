package dev.perennial.benchmarks.gateway;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** An open answer of the upstream, that gets an event when it is due. Used by one thread. */
final class PacedStream {

    private final SocketChannel channel;
    private final int run;
    private final long interval;
    private long due;
    private int written;
    private @Nullable ByteBuffer left;
    private boolean closing;

    /**
     * An answer of which nothing was written yet.
     *
     * @param run tells the streams of one run from those of others
     * @param interval nanoseconds from one event to the next
     * @param due when the first one is
     */
    PacedStream(SocketChannel channel, int run, long interval, long due) {
        this.channel = channel;
        this.run = run;
        this.interval = interval;
        this.due = due;
    }

    int run() {
        return run;
    }

    /** When the next event is due, by {@link System#nanoTime}. */
    long due() {
        return due;
    }

    void begin(ByteBuffer buffer) throws IOException {
        write(buffer, StampedAnswer.opening());
    }

    /** Writes the event that is due, or what the socket would not take of the last one; how many events that were. */
    int writeDelta(ByteBuffer buffer, StampedAnswer answer) throws IOException {
        due += interval;
        if (isBlocked()) {
            return 0;
        }
        write(buffer, answer.delta(written, System.nanoTime()));
        written++;
        return 1;
    }

    /** Writes the end of the answer; whether that is done. */
    boolean finish(ByteBuffer buffer) throws IOException {
        due += interval;
        if (!isBlocked() && !closing) {
            closing = true;
            write(buffer, StampedAnswer.closing());
        }
        return left == null;
    }

    private boolean isBlocked() throws IOException {
        ByteBuffer rest = left;
        if (rest != null) {
            channel.write(rest);
            left = rest.hasRemaining() ? rest : null;
        }
        return left != null;
    }

    private void write(ByteBuffer buffer, byte[] bytes) throws IOException {
        buffer.clear().put(bytes).flip();
        channel.write(buffer);
        if (buffer.hasRemaining()) {
            left = ByteBuffer.allocate(buffer.remaining()).put(buffer).flip();
        }
    }

    void close() {
        try {
            channel.close();
        } catch (IOException alreadyGone) {
            // Nobody is left to hear of it.
        }
    }
}
