package dev.perennial.simulator.internal.check;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A body of which nothing is known yet.
 *
 * @param body the body
 * @param countOnly whether it asks for a count, which needs no {@code max_tokens}
 */
public record BodyShape(ObjectNode body, boolean countOnly) {}
