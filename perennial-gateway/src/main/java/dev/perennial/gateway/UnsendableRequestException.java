package dev.perennial.gateway;

/** A client's request that no HTTP client would send on. */
final class UnsendableRequestException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnsendableRequestException(IllegalArgumentException cause) {
        super("The request cannot be sent on: " + cause.getMessage(), cause);
    }

    UnsendableRequestException(String why) {
        super(why);
    }
}
