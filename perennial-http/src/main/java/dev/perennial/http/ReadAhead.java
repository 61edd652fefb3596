package dev.perennial.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.util.BufferUtil;

/** Bytes that arrived while nobody asked for them, kept for whoever reads next. Safe for use by several threads. */
final class ReadAhead {

    private static final int MOST_BYTES = 8 << 10;

    /** Reads what comes after the bytes that are kept. */
    interface Source {
        int fill(ByteBuffer buffer) throws IOException;
    }

    private final ReentrantLock lock = new ReentrantLock();
    private ByteBuffer bytes = BufferUtil.EMPTY_BUFFER;

    /** Keeps what has arrived, as far as there is room; tells whether the other side is still there. */
    boolean read(SocketChannel channel) {
        lock.lock();
        try {
            ByteBuffer more = ByteBuffer.allocate(MOST_BYTES).put(bytes);
            boolean there = channel.read(more) >= 0;
            bytes = more.flip();
            return there;
        } catch (IOException reset) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    boolean isEmpty() {
        lock.lock();
        try {
            return !bytes.hasRemaining();
        } finally {
            lock.unlock();
        }
    }

    boolean isFull() {
        lock.lock();
        try {
            return bytes.remaining() == MOST_BYTES;
        } finally {
            lock.unlock();
        }
    }

    /** Appends the bytes to a buffer, those that are kept before those of the source. */
    int fill(ByteBuffer buffer, Source source) throws IOException {
        lock.lock();
        try {
            return bytes.hasRemaining() ? BufferUtil.append(buffer, bytes) : source.fill(buffer);
        } finally {
            lock.unlock();
        }
    }
}
