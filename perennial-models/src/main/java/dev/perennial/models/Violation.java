package dev.perennial.models;

import static java.util.Objects.requireNonNull;

/**
 * One thing that the API would refuse in a request.
 *
 * @param field the field of the request, for example {@code max_tokens}
 * @param value the value that was asked for
 * @param allowed what is allowed, as a range or a list
 * @param wayOut what to do about it
 */
public record Violation(String field, String value, String allowed, String wayOut) {

    /** Checks the parts. */
    public Violation {
        requireNonNull(field, "field");
        requireNonNull(value, "value");
        requireNonNull(allowed, "allowed");
        requireNonNull(wayOut, "wayOut");
    }

    /** The violation in one sentence, for people. */
    public String sentence() {
        return field + " is " + value + " but " + allowed + ": " + wayOut;
    }
}
