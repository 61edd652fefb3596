package dev.perennial.simulator;

import dev.perennial.http.Headers;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;

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
            implements SimulatedResponse {

        /** The same head with other steps. */
        public Stream with(Iterator<StreamStep> others) {
            return new Stream(status, headers, others, delay);
        }
    }

    /**
     * A connection that gets raw bytes where a head should be, and an end.
     *
     * @param steps pauses, bytes and an end; to be used by one thread
     * @param delay how long nothing happens before them
     * @param overHttp2 what is sent instead with HTTP/2, where a head is no text; without it the bytes are left out, for
     *     there a broken head cannot be told from a broken connection. May share its steps with these: only one of both
     *     is to be used
     */
    record Broken(Iterator<StreamStep> steps, Duration delay, Optional<Stream> overHttp2) implements SimulatedResponse {

        /** Raw bytes that are left out with HTTP/2. */
        public Broken(Iterator<StreamStep> steps, Duration delay) {
            this(steps, delay, Optional.empty());
        }

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
