package dev.perennial.tools;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder for one shell that only this user can enter; it is removed with all in it. */
final class PrivateFolder implements AutoCloseable {

    private final Path path;

    private PrivateFolder(Path path) {
        this.path = path;
    }

    static PrivateFolder create() throws IOException {
        return new PrivateFolder(Files.createTempDirectory(
                "perennial-bash-" + ProcessHandle.current().pid() + "-"));
    }

    Path path() {
        return path;
    }

    /** Whether it is still there: commands may delete what lies in folders for temporary files. */
    boolean exists() {
        return Files.isDirectory(path);
    }

    @Override
    public void close() throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            for (Path entry : entries) {
                Files.deleteIfExists(entry);
            }
        }
        Files.deleteIfExists(path);
    }
}
