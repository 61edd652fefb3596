package dev.perennial.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;

/**
 * The open body of a response. What is written leaves at once, nothing is held back.
 *
 * <p>There is no closing it: it ends properly when the handler returns and is cut when the handler throws, so that a
 * client can tell a whole body from a broken one.
 *
 * <p>Written by one thread; {@link #abort} may be called by any.
 */
public final class StreamingResponse {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Response response;
    private final AtomicBoolean aborted = new AtomicBoolean();

    StreamingResponse(Response response) {
        this.response = response;
    }

    /**
     * Sends bytes; returns when the system has taken them.
     *
     * @throws ClientGoneException if the client closed the connection or {@link #abort} was called
     */
    public void write(byte[] bytes) {
        send(false, ByteBuffer.wrap(bytes));
    }

    /**
     * Sends a part of an array; returns when the system has taken it.
     *
     * @throws ClientGoneException if the client closed the connection or {@link #abort} was called
     */
    public void write(byte[] bytes, int offset, int length) {
        send(false, ByteBuffer.wrap(bytes, offset, length));
    }

    void end() {
        if (!aborted.get()) {
            send(true, NOTHING.slice());
        }
    }

    /** Cuts the connection in the middle of the body, so that the client sees that it is incomplete. */
    public void abort() {
        aborted.set(true);
    }

    boolean aborted() {
        return aborted.get();
    }

    private void send(boolean last, ByteBuffer bytes) {
        if (aborted.get()) {
            throw new ClientGoneException(new IOException("The response was aborted by this side."));
        }
        try {
            Content.Sink.write(response, last, bytes);
        } catch (IOException e) {
            throw new ClientGoneException(e);
        }
    }
}
