package dev.perennial.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Is told of each change of a file before it is made, to keep what the file was. */
public interface FileChanges {

    /** Keeps nothing. */
    FileChanges NOT_KEPT = new FileChanges() {
        @Override
        public void turnBegins() {}

        @Override
        public void willChange(Path file, Optional<byte[]> before, Optional<byte[]> after) {}
    };

    /** Changes from now on belong to another turn. */
    void turnBegins();

    /**
     * A file will be changed, created or deleted.
     *
     * @param file absolute, symbolic links followed
     * @param before what it is; empty for nothing
     * @param after what it will be; empty for nothing
     * @throws IOException if what it is now cannot be kept; the change must not be made then
     */
    void willChange(Path file, Optional<byte[]> before, Optional<byte[]> after) throws IOException;
}
