package dev.perennial.app;

/** The command line cannot be carried out as it was given; the message says what is wrong and what to do. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
