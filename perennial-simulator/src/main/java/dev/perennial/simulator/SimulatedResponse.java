package dev.perennial.simulator;

import dev.perennial.http.Headers;
import java.time.Duration;
import java.util.Iterator;

/** What the simulator answers: everything at once, or a stream. */
public sealed interface SimulatedResponse {

    /** The HTTP status. */
    int status();

    /** The headers. */
    Headers headers();

    /**
     * A response that comes whole.
     *
     * @param status the HTTP status
     * @param headers the headers
     * @param body the JSON body; not to be changed
     * @param delay how long the model needs before the response begins
     */
    @SuppressWarnings("ArrayRecordComponent") // a body is handed on, never compared
    record Whole(int status, Headers headers, byte[] body, Duration delay) implements SimulatedResponse {}

    /**
     * A stream of server-sent events.
     *
     * @param status the HTTP status
     * @param headers the headers
     * @param steps what happens, made one by one as it is asked for; to be used by one thread
     */
    record Stream(int status, Headers headers, Iterator<StreamStep> steps) implements SimulatedResponse {}
}
