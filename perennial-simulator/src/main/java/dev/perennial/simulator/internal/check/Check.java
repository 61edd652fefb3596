package dev.perennial.simulator.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.ApiError;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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

    /** The first fault that the rule finds in any of the items. */
    static <I> Optional<ApiError> firstOf(List<I> items, Function<I, Optional<ApiError>> rule) {
        return items.stream().flatMap(i -> rule.apply(i).stream()).findFirst();
    }

    /** The first fault that the rule finds in any element of an array, which is told its place. */
    static Optional<ApiError> each(String at, JsonNode array, Placed rule) {
        for (int i = 0; i < array.size(); i++) {
            Optional<ApiError> fault = rule.fault(at + "." + i, array.path(i));
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    /** A rule about a value at a place that the error names. */
    @FunctionalInterface
    interface Placed {

        /** The error if the value breaks the rule. */
        Optional<ApiError> fault(String at, JsonNode value);
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
