package dev.perennial.simulator;

import dev.perennial.http.Headers;
import java.time.Duration;
import java.util.Iterator;

/** What the simulator answers: everything at once, a stream, or something that is no HTTP response. */
public sealed interface SimulatedResponse {

    /** The HTTP status; 0 if there is none. */
    int status();

    /** The headers. */
    Headers headers();

    /** How long it takes until the response begins; zero or positive. */
    Duration delay();

    /**
     * A response that comes whole.
     *
     * @param status the HTTP status
     * @param headers the headers
     * @param body the body, JSON if no fault made it something else; not to be changed
     * @param delay how long the model needs before the response begins
     */
    @SuppressWarnings("ArrayRecordComponent") // a body is handed on, never compared
    record Whole(int status, Headers headers, byte[] body, Duration delay) implements SimulatedResponse {}

    /**
     * A body that comes in steps: server-sent events, or by a fault the pieces of another body.
     *
     * @param status the HTTP status
     * @param headers the headers
     * @param steps what happens, made one by one as it is asked for; to be used by one thread
     * @param delay how long it takes until the head is sent
     */
    record Stream(int status, Headers headers, Iterator<StreamStep> steps, Duration delay)
            implements SimulatedResponse {}

    /**
     * A connection that gets no proper head: raw bytes, and an end. With HTTP/2 the bytes are left out, for there a
     * broken head cannot be told from a broken connection.
     *
     * @param steps pauses, bytes and an end; to be used by one thread
     * @param delay how long nothing happens before them
     */
    record Broken(Iterator<StreamStep> steps, Duration delay) implements SimulatedResponse {

        @Override
        public int status() {
            return 0;
        }

        @Override
        public Headers headers() {
            return Headers.EMPTY;
        }
    }
}
