package dev.perennial.client;

import org.jspecify.annotations.Nullable;

/** The stream was closed on this side, or its reader was interrupted, before the message was whole. */
public final class StreamClosedException extends MessageStreamException {

    StreamClosedException(String how, Context context, @Nullable Throwable cause) {
        super("stream_closed", how, context, cause);
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
