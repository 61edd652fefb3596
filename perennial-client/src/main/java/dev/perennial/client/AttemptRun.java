package dev.perennial.client;

import com.anthropic.core.http.HttpResponse;
import dev.perennial.stream.recovery.Call;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * One attempt: sends its request on a thread of its own, which an interrupt frees, and pumps the response from there
 * unless the reader of the message reads it itself.
 */
final class AttemptRun implements Runnable {

    private static final int CHUNK_BYTES = 8 << 10;

    private final LiveMessage message;
    private final Sending sending;
    private final int number;
    private final Call call;
    private final Thread thread;

    private @Nullable HttpResponse response;
    private boolean abandoned;

    AttemptRun(LiveMessage message, Sending sending, int number, Call call) {
        this.message = message;
        this.sending = sending;
        this.number = number;
        this.call = call;
        this.thread = Thread.ofVirtual().name("perennial-attempt-" + number).unstarted(this);
    }

    void start() {
        thread.start();
    }

    int number() {
        return number;
    }

    @Override
    public void run() {
        try {
            message.sent(this);
            HttpResponse arrived = sending.exchange(call.body());
            if (!keep(arrived)) {
                arrived.close();
            } else if (message.head(this, arrived)) {
                pump(arrived);
            }
        } catch (InterruptedException e) {
            message.failed(this, e, false);
        } catch (RuntimeException | Error e) {
            message.failed(this, e, false);
        }
    }

    private void pump(HttpResponse arrived) {
        byte[] chunk = new byte[CHUNK_BYTES];
        boolean wanted = true;
        while (wanted) {
            wanted = readInto(arrived, chunk, 0, chunk.length);
        }
    }

    /** Reads once, on the calling thread, and feeds what came; whether there may be more. */
    boolean readInto(byte[] target, int offset, int length) {
        HttpResponse source = kept();
        return source != null && readInto(source, target, offset, length);
    }

    private boolean readInto(HttpResponse source, byte[] target, int offset, int length) {
        try {
            InputStream body = source.body();
            int count = body.read(target, offset, length);
            if (count < 0) {
                message.ended(this);
                return false;
            }
            return message.bytes(this, target, offset, count);
        } catch (IOException | RuntimeException e) {
            message.failed(this, e, true);
            return false;
        }
    }

    private synchronized boolean keep(HttpResponse arrived) {
        if (!abandoned) {
            response = arrived;
        }
        return !abandoned;
    }

    private synchronized @Nullable HttpResponse kept() {
        return response;
    }

    /** Frees the connection, from any thread, whatever is going on with it. */
    void abandon() {
        HttpResponse open;
        synchronized (this) {
            abandoned = true;
            open = response;
        }
        if (open == null) {
            thread.interrupt();
        } else {
            open.close();
        }
    }
}
