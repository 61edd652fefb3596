package dev.perennial.benchmarks.gateway;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes to many streams, to each at the same pace, from one thread: each event by itself, at a moment that has nothing to do
 * with that of other streams, as servers do that know nothing of each other.
 */
final class Pacer implements AutoCloseable {

    private static final int LONGEST_WRITE = 2 << 10;
    private static final long A_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Queue<SocketChannel> newcomers = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<PacedStream> streams = new PriorityQueue<>(Comparator.comparingLong(PacedStream::due));
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(LONGEST_WRITE);
    private final StampedAnswer answer = new StampedAnswer();
    private final Random random = new Random(7);
    private final AtomicLong written = new AtomicLong();
    private final Thread thread = Thread.ofPlatform().name("pacer").daemon().unstarted(this::run);
    private volatile long interval = A_SECOND;
    private volatile int run;
    private volatile boolean stopping;
    private volatile boolean closed;

    void start() {
        thread.start();
    }

    /** Begins a stream on a channel that does not block; any thread may. */
    void begin(SocketChannel channel) {
        newcomers.add(channel);
        LockSupport.unpark(thread);
    }

    /** How fast events come on streams that begin from now on; counts them from nought, and cuts those that are left over. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // only the reader of commands calls it
    void pace(double eventsPerSecond) {
        run++;
        interval = Math.round(A_SECOND / eventsPerSecond);
        stopping = false;
        written.set(0);
    }

    /** Has every stream come to its end. */
    void stop() {
        stopping = true;
    }

    /** How many deltas were written since the pace was set. */
    long written() {
        return written.get();
    }

    private void run() {
        while (!closed) {
            for (SocketChannel channel = newcomers.poll(); channel != null; channel = newcomers.poll()) {
                begun(channel);
            }
            PacedStream next = streams.peek();
            if (next == null) {
                LockSupport.parkNanos(A_SECOND);
            } else {
                await(next);
            }
        }
    }

    private void begun(SocketChannel channel) {
        PacedStream stream =
                new PacedStream(channel, run, interval, System.nanoTime() + random.nextLong(Math.max(1, interval)));
        try {
            stream.begin(buffer);
            streams.add(stream);
        } catch (IOException gone) {
            stream.close();
        }
    }

    private void await(PacedStream next) {
        long wait = next.due() - System.nanoTime();
        if (wait > 0) {
            LockSupport.parkNanos(wait);
        } else {
            streams.remove();
            write(next);
        }
    }

    private void write(PacedStream stream) {
        try {
            if (stream.run() != run) {
                stream.close();
            } else if (!stopping) {
                written.lazySet(written.get() + stream.writeDelta(buffer, answer));
                streams.add(stream);
            } else if (!stream.finish(buffer)) {
                streams.add(stream);
            }
        } catch (IOException gone) {
            stream.close();
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
