package dev.perennial.agent.output;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Files and folders that only their owner can read, where the file system knows of owners; elsewhere they are as all others.
 *
 * <pre>{@code
 * Files.createDirectories(folder, OwnerOnly.folder(folder));
 * OwnerOnly.replace(folder.resolve("state.json"), bytes);
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class OwnerOnly {

    private OwnerOnly() {}

    /** With which attributes a folder is to be made. */
    public static FileAttribute<?>[] folder(Path folder) {
        return only("rwx------", folder);
    }

    /** With which attributes a file is to be made. */
    public static FileAttribute<?>[] file(Path file) {
        return only("rw-------", file);
    }

    private static FileAttribute<?>[] only(String mode, Path place) {
        boolean posix = place.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }

    /**
     * Makes a file, or puts a new content in the place of its old one, in one step; makes the folders on the way to it.
     *
     * @throws IOException if that cannot be done; the file is then as it was
     */
    public static void replace(Path file, byte[] content) throws IOException {
        Path folder = requireNonNull(file.toAbsolutePath().getParent(), "a file is in a folder");
        Files.createDirectories(folder);
        Path fresh = Files.createTempFile(folder, ".perennial-", ".new", file(file));
        try {
            Files.write(fresh, content);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
