package dev.perennial.app.keys;

/** The file of keys cannot be used; the message says why, and the way out. */
public final class KeyFileException extends RuntimeException {

    KeyFileException(String message, Throwable cause) {
        super(message, cause);
    }

    KeyFileException(String message) {
        super(message);
    }
}
