package dev.perennial.models;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;

/** Where a statement about a model comes from. */
public sealed interface Origin {

    /**
     * It stands in the catalogue.
     *
     * @param source what was read, as a short tag
     * @param asOf the day as of which it was read
     */
    record Listed(String source, LocalDate asOf) implements Origin {

        /** Checks the parts. */
        public Listed {
            requireNonNull(source, "source");
            requireNonNull(asOf, "asOf");
        }
    }

    /** The API said so, at least in part: limits come from {@code GET /v1/models/{id}}, the rest from the catalogue. */
    record Reported() implements Origin {}

    /**
     * The catalogue does not have the model, and the API did not say how it thinks: but for limits and levels of effort that
     * the API may have reported, these are assumptions that most models fulfil.
     */
    record Assumed() implements Origin {}

    /** Whether this is a guess that users should be warned of. */
    default boolean isAssumed() {
        return this instanceof Assumed;
    }
}
