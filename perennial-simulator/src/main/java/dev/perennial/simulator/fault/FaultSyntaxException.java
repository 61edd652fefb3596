package dev.perennial.simulator.fault;

/** A text does not describe a fault; the message names the part, what is wrong, and what could have been meant. */
public final class FaultSyntaxException extends RuntimeException {

    FaultSyntaxException(String message) {
        super(message);
    }
}
