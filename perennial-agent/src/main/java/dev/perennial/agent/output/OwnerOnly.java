package dev.perennial.agent.output;

import static java.util.Objects.requireNonNull;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * Files and folders that only their owner can use, where the file system knows of owners; elsewhere they are as all others.
 *
 * <pre>{@code
 * OwnerOnly.createFolder(folder);
 * OwnerOnly.replace(folder.resolve("state.json"), bytes);
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class OwnerOnly {

    private static final Set<PosixFilePermission> OTHERS =
            EnumSet.complementOf(EnumSet.copyOf(PosixFilePermissions.fromString("rwx------")));

    private OwnerOnly() {}

    /** Writes what a file is to hold. */
    @FunctionalInterface
    public interface Content {

        /** Writes all of it. */
        void to(OutputStream out) throws IOException;
    }

    /** Makes a folder, with those above it that are missing; what is there stays as it is. */
    public static void createFolder(Path folder) throws IOException {
        Files.createDirectories(folder, only("rwx------", folder));
    }

    /**
     * Makes an empty file.
     *
     * @throws FileAlreadyExistsException if there is one
     */
    public static Path createFile(Path file) throws IOException {
        return Files.createFile(file, file(file));
    }

    /** With which attributes a file is to be made. */
    public static FileAttribute<?>[] file(Path file) {
        return only("rw-------", file);
    }

    private static FileAttribute<?>[] only(String mode, Path place) {
        return knowsOwners(place)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }

    private static boolean knowsOwners(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** Takes from others what they may do with a file that is there. */
    public static void close(Path file) throws IOException {
        if (knowsOwners(file)) {
            Set<PosixFilePermission> allowed = EnumSet.noneOf(PosixFilePermission.class);
            allowed.addAll(Files.getPosixFilePermissions(file));
            if (allowed.removeAll(OTHERS)) {
                Files.setPosixFilePermissions(file, allowed);
            }
        }
    }

    /**
     * Refuses a folder into which others could have put something.
     *
     * @throws AccessDeniedException if it is one
     */
    public static void requireOwn(Path folder) throws IOException {
        if (knowsOwners(folder)) {
            boolean own = Files.getOwner(folder).getName().equals(System.getProperty("user.name"));
            boolean open = Files.getPosixFilePermissions(folder).stream().anyMatch(OTHERS::contains);
            if (!own || open) {
                throw new AccessDeniedException(folder.toString(), null, "others may write it");
            }
        }
    }

    /**
     * Makes a file, or puts a new content in the place of its old one, in one step; makes the folders on the way to it,
     * its owner's only too.
     *
     * @throws IOException if that cannot be done; the file is then as it was
     */
    public static void replace(Path file, byte[] content) throws IOException {
        createFolder(folderOf(file));
        write(file, true, out -> out.write(content));
    }

    /**
     * Writes a file that is there whole or not at all.
     *
     * @param overwrite whether one of that name may be lost
     * @throws FileAlreadyExistsException if there is one of that name, and it may not be lost
     * @throws IOException if it cannot be written; nothing is there then that was not before
     */
    public static void write(Path file, boolean overwrite, Content content) throws IOException {
        if (!overwrite && Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        Path draft = Files.createTempFile(folderOf(file), ".perennial-", ".new", file(file));
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(draft))) {
                content.to(out);
            }
            if (overwrite) {
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.move(draft, file);
            }
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static Path folderOf(Path file) {
        return requireNonNull(file.toAbsolutePath().getParent(), "a file is in a folder");
    }
}
