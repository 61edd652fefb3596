package dev.perennial.stream.circuit;

/** The circuits of one server. Safe for use by several threads. */
@FunctionalInterface
public interface ServerCircuits {

    /** A circuit of its own for each message: what others see of the server is not known. */
    ServerCircuits UNSHARED = model -> new Circuit(() -> 0);

    /** The circuit of a model. */
    Circuit of(String model);
}
