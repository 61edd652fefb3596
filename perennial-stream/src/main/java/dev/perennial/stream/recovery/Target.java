package dev.perennial.stream.recovery;

import static java.util.Objects.requireNonNull;

import dev.perennial.models.Capabilities;
import dev.perennial.stream.circuit.ServerCircuits;
import dev.perennial.stream.clocks.Clocks;

/**
 * Somewhere that a message may be asked for: a model at a server.
 *
 * @param body the JSON of the request to that model, with {@code "stream": true}; not to be changed afterwards
 * @param model what it can do
 * @param clocks when its streams count as stalled
 * @param circuits whether its server is out
 */
public record Target(Body body, Capabilities model, Clocks clocks, ServerCircuits circuits) {

    public Target {
        requireNonNull(body, "body");
        requireNonNull(model, "model");
        requireNonNull(clocks, "clocks");
        requireNonNull(circuits, "circuits");
    }
}
