package dev.perennial.simulator;

import java.io.IOException;

/** The request log cannot be written; the message names the file, what is wrong and the way out. */
public final class RequestLogException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RequestLogException(String message, IOException cause) {
        super(message, cause);
    }
}
