package dev.perennial.app.terminal;

import dev.perennial.agent.permission.PermissionAnswer;

/** How an answer to a question for permission is told. */
public final class PermissionWords {

    private PermissionWords() {}

    /** The answer as a part of a sentence. */
    public static String of(PermissionAnswer answer) {
        return switch (answer) {
            case ONCE -> "allowed, this once";
            case SESSION -> "allowed, in this session";
            case PROJECT -> "allowed, always in this folder";
            case NO -> "not allowed";
        };
    }
}
