package dev.perennial.http;

/** Decides what becomes of each connection. Called by the server's own threads: implementations never block. */
@FunctionalInterface
public interface ConnectionGate {

    /** Serves all connections. */
    ConnectionGate OPEN = number -> new Admission.Accept();

    /**
     * Decides on one connection.
     *
     * @param number 1 for the first connection of the server
     */
    Admission admit(long number);
}
