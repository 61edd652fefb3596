package dev.perennial.simulator.replay;

import org.jspecify.annotations.Nullable;

/** A recording cannot be used; the message names the file, the line, what is wrong and the way out. */
public final class RecordingException extends RuntimeException {

    RecordingException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    RecordingException(String message) {
        this(message, null);
    }
}
