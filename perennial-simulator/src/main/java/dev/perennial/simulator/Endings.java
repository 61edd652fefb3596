package dev.perennial.simulator;

import dev.perennial.http.Connection;

/** Ends an exchange as a step says. */
final class Endings {

    private Endings() {}

    static void apply(StreamStep.Ending how, Connection connection) throws InterruptedException {
        switch (how) {
            case CLEAN -> {}
            case CLOSE, RESET_STREAM -> connection.finish();
            case RESET -> connection.reset();
            case HANG -> connection.hang();
            case BLACK_HOLE -> {
                connection.blackHole();
                connection.awaitClose();
            }
        }
    }
}
