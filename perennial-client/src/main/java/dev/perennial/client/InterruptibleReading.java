package dev.perennial.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.spi.AbstractInterruptibleChannel;

/**
 * Reads so that an interrupt ends the reading at once. A virtual thread that waits in a socket is woken by itself, a platform
 * thread is not: there it is done as Java's own interruptible channels do it.
 */
final class InterruptibleReading extends AbstractInterruptibleChannel {

    private final Runnable closing;

    /**
     * @param closing makes a read that waits fail; run once at most, when a read is interrupted
     */
    InterruptibleReading(Runnable closing) {
        this.closing = closing;
    }

    /**
     * Reads as {@link InputStream#read(byte[], int, int)} does.
     *
     * @throws java.nio.channels.ClosedByInterruptException if the thread is interrupted, which it then still is
     */
    int read(InputStream source, byte[] target, int offset, int length) throws IOException {
        if (Thread.currentThread().isVirtual()) {
            return source.read(target, offset, length);
        }
        boolean done = false;
        begin();
        try {
            int count = source.read(target, offset, length);
            done = true;
            return count;
        } finally {
            end(done);
        }
    }

    /** On a thread of its own: whoever interrupts does not wait, and in Java 21 holds a lock of the interrupted thread. */
    @Override
    protected void implCloseChannel() {
        Thread.ofVirtual().name("perennial-interrupted").start(closing);
    }
}
