package dev.perennial.simulator.script;

import org.jspecify.annotations.Nullable;

/** A script cannot be used; the message names the entry, the field and the way out. */
public final class ScriptException extends RuntimeException {

    ScriptException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    ScriptException(String message) {
        this(message, null);
    }
}
