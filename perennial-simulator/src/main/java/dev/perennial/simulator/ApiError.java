package dev.perennial.simulator;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.internal.Json;

/**
 * An error answer of the API.
 *
 * @param status the HTTP status
 * @param type the {@code error.type} of the body, such as {@code invalid_request_error}
 * @param message the {@code error.message} of the body
 * @param details the {@code error.details} of the body, left out if empty; not to be changed
 */
public record ApiError(int status, String type, String message, ObjectNode details) {

    public ApiError {
        requireNonNull(type, "type");
        requireNonNull(message, "message");
        requireNonNull(details, "details");
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("status " + status + " is no error; use 400 to 599.");
        }
    }

    /** An error without details. */
    public ApiError(int status, String type, String message) {
        this(status, type, message, Json.object());
    }

    /** 400: the request is wrong. */
    public static ApiError invalidRequest(String message) {
        return new ApiError(400, "invalid_request_error", message);
    }

    /** 401: no key, or not a valid one. */
    public static ApiError authentication(String message) {
        return new ApiError(401, "authentication_error", message);
    }

    /** 404: no such path or model. */
    public static ApiError notFound(String message) {
        return new ApiError(404, "not_found_error", message);
    }

    /** 413: the body is too long. */
    public static ApiError tooLarge(String message) {
        return new ApiError(413, "request_too_large", message);
    }

    /** 500: the server's own fault. */
    public static ApiError internal(String message) {
        return new ApiError(500, "api_error", message);
    }
}
