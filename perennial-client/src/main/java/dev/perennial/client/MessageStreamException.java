package dev.perennial.client;

import static java.util.Objects.requireNonNull;

import dev.perennial.stream.recovery.Outcome;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stream of a message ended before the message did, or the whole message does not fit the SDK's type
 * ({@link MessageUnreadableException}). Everything that had arrived is in {@link #partial()}.
 *
 * <p>As a program:
 *
 * {@snippet file="dev/perennial/examples/Errors.java"}
 *
 * <p>Errors of the request itself (bad request, authentication, limits, no connection) are thrown by the SDK as its own
 * exceptions, before there is a stream.
 */
public abstract sealed class MessageStreamException extends RuntimeException
        permits StreamCutException,
                StreamStalledException,
                StreamErrorException,
                StreamMalformedException,
                StreamClosedException,
                StreamTimeUpException,
                MessageUnreadableException {

    private final String code;
    private final Context context;

    MessageStreamException(String code, String message, Context context, @Nullable Throwable cause) {
        super(context.describe(message), cause);
        this.code = requireNonNull(code, "code");
        this.context = context;
    }

    /** What is known of the stream when it ends. */
    record Context(
            @Nullable PartialMessage partial, @Nullable String requestId) {

        private String describe(String message) {
            return requestId == null || message.contains(requestId)
                    ? message
                    : message + " (request " + requestId + ")";
        }
    }

    /** A name for programs, in snake case; stable between versions. */
    public final String code() {
        return code;
    }

    /** Whether the same request may succeed when it is sent again. */
    public abstract boolean retryable();

    /** What had arrived; nothing if the message had not begun. */
    public final Optional<PartialMessage> partial() {
        return Optional.ofNullable(context.partial());
    }

    /** What was tried before, if the client has {@link Perennial}. */
    public final Optional<Outcome> outcome() {
        return UnfinishedMessageException.in(this).map(UnfinishedMessageException::outcome);
    }

    /** The id that Anthropic's support asks for. */
    public final Optional<String> requestId() {
        return Optional.ofNullable(context.requestId());
    }
}
