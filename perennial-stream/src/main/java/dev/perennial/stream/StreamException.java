package dev.perennial.stream;

import static java.util.Objects.requireNonNull;

/** The root of what can go wrong in the stream core. */
public abstract sealed class StreamException extends RuntimeException permits FrameTooLargeException {

    private final String code;

    StreamException(String code, String message) {
        super(requireNonNull(message, "message"));
        this.code = requireNonNull(code, "code");
    }

    /** A name for programs, in snake case; stable between versions. */
    public final String code() {
        return code;
    }

    /** Whether the same request may succeed when it is sent again. */
    public abstract boolean retryable();
}
