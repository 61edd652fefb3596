package dev.perennial.client;

import dev.perennial.stream.recovery.Outcome;

/** The caller's total time was over before the message was. */
public final class StreamTimeUpException extends MessageStreamException {

    StreamTimeUpException(Outcome outcome, Context context, Throwable cause) {
        super("budget_spent", outcome.text(), context, cause);
    }

    @Override
    public boolean retryable() {
        return true;
    }
}
