package dev.perennial.app.sessions;

/** What was written names no session, or several; the message says which may be meant. */
public final class UnclearNameException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnclearNameException(String message) {
        super(message);
    }
}
