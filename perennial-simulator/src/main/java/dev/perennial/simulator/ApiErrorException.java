package dev.perennial.simulator;

import static java.util.Objects.requireNonNull;

/** Thrown by a {@link Brain} to have its request answered with an error of the API instead of a message. */
public final class ApiErrorException extends RuntimeException {

    private final transient ApiError error;

    /** Answers the request with {@code error}. */
    public ApiErrorException(ApiError error) {
        super(error.message());
        this.error = requireNonNull(error, "error");
    }

    /** The error to answer with. */
    public ApiError error() {
        return error;
    }
}
