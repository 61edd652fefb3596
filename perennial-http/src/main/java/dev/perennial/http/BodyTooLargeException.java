package dev.perennial.http;

/** The body of a request is longer than the server takes; uncaught it is answered with 413. */
public final class BodyTooLargeException extends HttpException {

    private final long limit;

    BodyTooLargeException(long limit) {
        super("The body of the request is longer than the limit of " + limit + " bytes; send less.", null);
        this.limit = limit;
    }

    /** The limit in bytes. */
    public long limit() {
        return limit;
    }
}
