package dev.perennial.models;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/**
 * The levels of effort that a model takes.
 *
 * @param levels the levels accepted in {@code output_config.effort}; empty if the model does not take the field
 * @param standard the level that a request without the field gets
 */
public record EffortLevels(Set<Effort> levels, Effort standard) {

    /** Copies the set. */
    public EffortLevels {
        levels = Set.copyOf(levels);
        requireNonNull(standard, "standard");
    }

    /** Whether the model takes the field at all. */
    public boolean supported() {
        return !levels.isEmpty();
    }
}
