package dev.perennial.governor.estimate;

import static java.util.Objects.requireNonNull;

import dev.perennial.models.Capabilities;
import java.util.List;

/**
 * A prompt, as far as estimating needs it. Immutable.
 *
 * @param model what its model is
 * @param segments its blocks in the order in which they are cached: tools, system, messages
 */
public record Prompt(Capabilities model, List<Segment> segments) {

    public Prompt {
        requireNonNull(model, "model");
        segments = List.copyOf(segments);
    }
}
