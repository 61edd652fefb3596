package dev.perennial.client;

/** A client cannot be made, or cannot connect, because a setting does not work; the message names it. */
public final class ClientConfigurationException extends RuntimeException {

    ClientConfigurationException(String message) {
        super(message);
    }

    ClientConfigurationException(String message, Throwable cause) {
        super(message, cause);
    }
}
