package dev.perennial.http;

/** The client closed the connection, or it broke: nobody is left to read the response or to send the body. */
public final class ClientGoneException extends HttpException {

    /** For handlers that noticed it in their own way. */
    public ClientGoneException(Throwable cause) {
        super("The client is gone.", cause);
    }
}
