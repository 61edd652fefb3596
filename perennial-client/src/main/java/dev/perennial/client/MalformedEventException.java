package dev.perennial.client;

/** An event that cannot be. */
final class MalformedEventException extends Exception {

    MalformedEventException(String problem) {
        super(problem);
    }

    MalformedEventException(String problem, Throwable cause) {
        super(problem, cause);
    }
}
