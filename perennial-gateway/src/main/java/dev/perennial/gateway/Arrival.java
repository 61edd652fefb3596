package dev.perennial.gateway;

import dev.perennial.http.Headers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** What a handler of a request waits for. */
sealed interface Arrival {

    /** The head of a response. */
    record Head(UpstreamExchange from, int status, Headers headers) implements Arrival {}

    /** Bytes of its body; more come once {@link UpstreamExchange#more} was called. */
    record Bytes(UpstreamExchange from, List<ByteBuffer> bytes) implements Arrival {}

    /** There will be no more; with what broke it, if it broke. */
    record Ended(UpstreamExchange from, Optional<Throwable> failure) implements Arrival {}

    /** There is news of the turn of an attempt that has to ask before it is sent. */
    record Turned(int attempt) implements Arrival {}

    /** The gateway closes. */
    record Closing() implements Arrival {}

    /** The machine woke, or has another network; whether connections made before are in doubt. */
    record NetworkChanged(boolean doubtful) implements Arrival {}

    /** The client has left. */
    record Left() implements Arrival {}
}
