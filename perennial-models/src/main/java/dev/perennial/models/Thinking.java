package dev.perennial.models;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/**
 * How a model thinks.
 *
 * @param modes the values of {@code thinking.type} that it accepts
 * @param standard what it does when a request does not say
 * @param reducedUpTo the highest effort at which {@code disabled} and {@code between_tools} are accepted, where they are
 *     accepted at all
 */
public record Thinking(Set<ThinkingMode> modes, ThinkingMode standard, Effort reducedUpTo) {

    /** Copies the set. */
    public Thinking {
        modes = Set.copyOf(modes);
        requireNonNull(standard, "standard");
        requireNonNull(reducedUpTo, "reducedUpTo");
    }

    /** Whether the model accepts {@code thinking.type} with this value. */
    public boolean accepts(ThinkingMode mode) {
        return modes.contains(mode);
    }

    /** Whether thinking cannot be switched off. */
    public boolean alwaysOn() {
        return !accepts(ThinkingMode.DISABLED);
    }
}
