package dev.perennial.client;

import dev.perennial.stream.recovery.Outcome;

/** No byte, or nothing but pings, arrived for too long. */
public final class StreamStalledException extends MessageStreamException {

    StreamStalledException(Context context, Throwable cause) {
        super(
                "stream_stalled",
                "no byte arrived within the client's read timeout: send the request again or go on from the partial"
                        + " message",
                context,
                cause);
    }

    StreamStalledException(Outcome outcome, Context context, Throwable cause) {
        super("stream_stalled", outcome.text(), context, cause);
    }

    @Override
    public boolean retryable() {
        return true;
    }
}
