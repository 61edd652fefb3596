package dev.perennial.client;

import dev.perennial.stream.recovery.Outcome;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The connection ended before the message did. */
public final class StreamCutException extends MessageStreamException {

    private final Manner manner;

    StreamCutException(Manner manner, Context context, @Nullable Throwable cause) {
        super(
                "stream_cut",
                manner.description + ": send the request again or go on from the partial message",
                context,
                cause);
        this.manner = manner;
    }

    StreamCutException(Outcome outcome, Context context, Throwable cause) {
        super("stream_cut", outcome.text(), context, cause);
        this.manner = Manner.GIVEN_UP;
    }

    /** How the connection ended. */
    public enum Manner {
        /** In good order, between two events. */
        CLEAN_END("the stream ended without message_stop"),
        /** In good order, but inside an event. */
        INSIDE_EVENT("the stream ended inside an event"),
        /** By a failure of the connection. */
        CONNECTION_LOST("the connection was lost before message_stop"),
        /** Again and again, until recovery was given up: see {@link StreamCutException#outcome()}. */
        GIVEN_UP("recovery was given up");

        private final String description;

        Manner(String description) {
            this.description = description;
        }
    }

    /** How the connection ended. */
    public Manner manner() {
        return manner;
    }

    /** Why the model had stopped, if that had arrived: then the message is whole but for its end mark. */
    public Optional<String> stopReason() {
        return partial().flatMap(PartialMessage::stopReason);
    }

    @Override
    public boolean retryable() {
        return true;
    }
}
