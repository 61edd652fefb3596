package dev.perennial.simulator.internal.check;

import dev.perennial.simulator.ApiError;
import java.util.List;
import java.util.Optional;

/**
 * One rule of the API.
 *
 * @param <T> what it looks at
 */
@FunctionalInterface
public interface Check<T> {

    /** The error that the API answers with if the rule is broken. */
    Optional<ApiError> fault(T subject);

    /** The fault of the first rule that is broken. */
    static <T> Optional<ApiError> first(List<Check<T>> checks, T subject) {
        return checks.stream().flatMap(c -> c.fault(subject).stream()).findFirst();
    }

    /** An {@code invalid_request_error}. */
    static Optional<ApiError> invalid(String message) {
        return Optional.of(ApiError.invalidRequest(message));
    }

    /** An {@code invalid_request_error} if the rule is broken. */
    static Optional<ApiError> invalidIf(boolean broken, String message) {
        return broken ? invalid(message) : Optional.empty();
    }
}
