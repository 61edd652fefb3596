package dev.perennial.client;

import dev.perennial.stream.recovery.Outcome;
import java.io.IOException;
import java.util.Optional;

/**
 * A message could not be brought to its end, whatever was tried; the {@link #outcome()} holds all that had arrived, every
 * attempt, and what to do.
 *
 * <p>It reaches callers of the SDK as the cause of an exception of the SDK's own: {@code AnthropicIoException} where the
 * connection was the trouble, {@code SseException} where the API ended the stream with an error. {@link
 * Perennial#outcome(Throwable)} finds it there.
 */
public final class UnfinishedMessageException extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient Outcome outcome;

    UnfinishedMessageException(Outcome outcome) {
        super(outcome.text());
        this.outcome = outcome;
    }

    /** The one that an exception is about: it itself, or one of its causes. */
    public static Optional<UnfinishedMessageException> in(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnfinishedMessageException unfinished) {
                return Optional.of(unfinished);
            }
        }
        return Optional.empty();
    }

    /** How the message ended. */
    public Outcome outcome() {
        return outcome;
    }

    /** A name for programs: that of the outcome. */
    public String code() {
        return outcome.code();
    }

    /** Whether the same request may bring more when it is made again later. */
    public boolean retryable() {
        return outcome.retryable();
    }
}
