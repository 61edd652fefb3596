package dev.perennial.http;

/** The server could not be started; the message names the address and the way out. */
public final class ServerStartException extends HttpException {

    ServerStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
