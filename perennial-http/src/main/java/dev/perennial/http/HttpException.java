package dev.perennial.http;

import org.jspecify.annotations.Nullable;

/** The root of all that this module throws on purpose. */
public abstract sealed class HttpException extends RuntimeException
        permits BodyTooLargeException, ClientGoneException, ServerStartException {

    HttpException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
