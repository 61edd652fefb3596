package dev.perennial.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;

/** One thing that happens on a simulated stream. */
public sealed interface StreamStep {

    /**
     * Nothing happens.
     *
     * @param duration for how long; positive
     */
    record Pause(Duration duration) implements StreamStep {}

    /**
     * A server-sent event is sent.
     *
     * @param event the type of the event
     * @param data its JSON, without line breaks
     */
    record Frame(String event, String data) implements StreamStep {

        /** The bytes on the wire. */
        public byte[] bytes() {
            return ("event: " + event + "\ndata: " + data + "\n\n").getBytes(UTF_8);
        }
    }

    /**
     * Bytes are sent as they are, in a packet of their own.
     *
     * @param bytes one or more bytes of the body; not to be changed
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes are handed on, never compared
    record Bytes(byte[] bytes) implements StreamStep {}

    /** The server announces that the HTTP/2 connection takes no more requests; nothing happens on HTTP/1.1. */
    record GoAway() implements StreamStep {}

    /**
     * The stream is over; the last step wherever it stands. Streams without it end {@link Ending#CLEAN}.
     *
     * @param how what the client sees of it
     */
    record End(Ending how) implements StreamStep {}

    /** How a stream is over. */
    enum Ending {
        /** The body ends properly, as if it were whole. */
        CLEAN,
        /** The connection is closed (TCP FIN) while the body is open: no final chunk, no {@code END_STREAM}. */
        CLOSE,
        /** The connection is reset (TCP RST). */
        RESET,
        /** The stream alone is reset ({@code RST_STREAM}); with HTTP/1.1 the same as {@link #CLOSE}. */
        RESET_STREAM,
        /** Nothing more comes, ever; the connection lives and answers HTTP/2 pings. In virtual time simply the end. */
        HANG,
        /** The network swallows the whole connection; both sides keep it open. In virtual time simply the end. */
        BLACK_HOLE
    }
}
