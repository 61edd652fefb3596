package dev.perennial.app.probe;

/** The server refuses every request, so that nothing can be found out; the message says why. */
public final class RejectedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RejectedException(String message) {
        super(message);
    }
}
