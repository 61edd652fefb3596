package dev.perennial.tools;

import java.nio.file.Path;

/** Which files the editor may touch. */
public sealed interface PathPolicy {

    /** All that this process may. */
    record Anywhere() implements PathPolicy {}

    /**
     * Only what lies in a folder, with symbolic links followed: neither {@code ..} nor a link leads out of it. Another
     * process that exchanges a folder for a link in the very moment of an edit is not stopped by this.
     *
     * @param root the folder; absolute
     */
    record Inside(Path root) implements PathPolicy {

        public Inside {
            root = root.toAbsolutePath().normalize();
        }
    }

    /** All that this process may. */
    static PathPolicy anywhere() {
        return new Anywhere();
    }

    /** Only what lies in this folder. */
    static PathPolicy inside(Path root) {
        return new Inside(root);
    }
}
