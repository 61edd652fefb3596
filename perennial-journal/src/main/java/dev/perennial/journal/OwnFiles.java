package dev.perennial.journal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Files and folders that only their owner may use, where the file system knows of owners. */
final class OwnFiles {

    private static final Set<PosixFilePermission> OTHERS =
            EnumSet.complementOf(EnumSet.copyOf(PosixFilePermissions.fromString("rwx------")));

    private OwnFiles() {}

    /** With those above it that are missing; what is there stays as it is. */
    static void createFolder(Path folder) throws IOException {
        Files.createDirectories(folder, only("rwx------", folder));
    }

    /** An empty file. */
    static void createFile(Path file) throws IOException {
        Files.createFile(file, only("rw-------", file));
    }

    /** Takes from others what they may do with it. */
    static void close(Path file) throws IOException {
        if (knowsOwners(file)) {
            Set<PosixFilePermission> allowed = EnumSet.noneOf(PosixFilePermission.class);
            allowed.addAll(Files.getPosixFilePermissions(file));
            if (allowed.removeAll(OTHERS)) {
                Files.setPosixFilePermissions(file, allowed);
            }
        }
    }

    /** Refuses what others could have put something into. */
    static void requireOwn(Path folder) throws IOException {
        if (knowsOwners(folder)) {
            boolean own = Files.getOwner(folder).getName().equals(System.getProperty("user.name"));
            boolean open = Files.getPosixFilePermissions(folder).stream().anyMatch(OTHERS::contains);
            if (!own || open) {
                throw new AccessDeniedException(folder.toString(), null, "others may write it");
            }
        }
    }

    private static boolean knowsOwners(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static FileAttribute<?>[] only(String mode, Path path) {
        return knowsOwners(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }
}
