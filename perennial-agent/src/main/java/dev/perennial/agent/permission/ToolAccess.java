package dev.perennial.agent.permission;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.function.Supplier;

/** What one call of a tool would touch, as the tool itself says before it does anything. */
public sealed interface ToolAccess {

    /** Nothing of the user's, or nothing at all because the input does not fit. */
    record Nothing() implements ToolAccess {}

    /**
     * It reads a file or folder.
     *
     * @param path absolute, symbolic links followed
     */
    record Reads(Path path) implements ToolAccess {
        public Reads {
            requireNonNull(path, "path");
        }
    }

    /**
     * It changes a file.
     *
     * @param path absolute, symbolic links followed
     * @param preview what it would change, for people; made only when they are asked
     */
    record Writes(Path path, Supplier<String> preview) implements ToolAccess {
        public Writes {
            requireNonNull(path, "path");
            requireNonNull(preview, "preview");
        }
    }

    /**
     * It runs a shell command.
     *
     * @param command as the shell gets it
     */
    record Runs(String command) implements ToolAccess {
        public Runs {
            requireNonNull(command, "command");
        }
    }

    /** The tool does not say. */
    record Unknown() implements ToolAccess {}

    /** Whether it certainly changes nothing. */
    default boolean isReadOnly() {
        return this instanceof Nothing || this instanceof Reads;
    }
}
