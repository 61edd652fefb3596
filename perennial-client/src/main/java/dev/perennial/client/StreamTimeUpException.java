package dev.perennial.client;

import dev.perennial.stream.recovery.Outcome;

/** The caller's total time, or the tokens that resumes may cost, were spent before the message was whole. */
public final class StreamTimeUpException extends MessageStreamException {

    StreamTimeUpException(Outcome outcome, Context context, Throwable cause) {
        super("budget_spent", outcome.text(), context, cause);
    }

    @Override
    public boolean retryable() {
        return true;
    }
}
