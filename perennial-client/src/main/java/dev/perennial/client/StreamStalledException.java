package dev.perennial.client;

/** No byte arrived for as long as the client's read timeout. */
public final class StreamStalledException extends MessageStreamException {

    StreamStalledException(Context context, Throwable cause) {
        super(
                "stream_stalled",
                "no byte arrived within the client's read timeout: send the request again or go on from the partial"
                        + " message",
                context,
                cause);
    }

    @Override
    public boolean retryable() {
        return true;
    }
}
