package dev.perennial.http;

import static java.util.Objects.requireNonNull;

/**
 * A request that no handler answers: no such path, wrong method, body too large, failed handler.
 *
 * @param status the status to answer with
 * @param message what is wrong, for the client's eyes
 * @param headers headers that belong to the answer, such as {@code Allow} with 405
 */
public record Problem(int status, String message, Headers headers) {

    public Problem {
        requireNonNull(message, "message");
        requireNonNull(headers, "headers");
    }

    static Problem of(int status, String message) {
        return new Problem(status, message, Headers.EMPTY);
    }
}
