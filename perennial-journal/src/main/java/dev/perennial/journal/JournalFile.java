package dev.perennial.journal;

import dev.perennial.agent.journal.JournalException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * The file of a journal, made before SQLite opens it: SQLite makes files that others can read, and gives those that it puts beside
 * a file the same permissions.
 */
final class JournalFile {

    private static final Set<PosixFilePermission> OTHERS =
            EnumSet.complementOf(EnumSet.copyOf(PosixFilePermissions.fromString("rwx------")));

    private JournalFile() {}

    /** Makes what is missing; takes from others what they may do with what is there. */
    static void make(Path file) {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        try {
            Files.createDirectories(file.getParent(), only("rwx------", posix));
            if (Files.notExists(file)) {
                create(file, posix);
            } else if (posix) {
                closeToOthers(file);
            }
        } catch (IOException e) {
            throw new JournalException.Unavailable(
                    "The journal " + file + " cannot be made: " + e.getMessage()
                            + ". Make its folder writable for you, or use another.",
                    e);
        }
    }

    private static void create(Path file, boolean posix) throws IOException {
        try {
            Files.createFile(file, only("rw-------", posix));
            // So that the name outlives a loss of power, too.
            try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
                folder.force(true);
            }
        } catch (FileAlreadyExistsException e) {
            // Another process was faster and made the same.
            return;
        }
    }

    private static void closeToOthers(Path file) throws IOException {
        Set<PosixFilePermission> allowed = new TreeSet<>(Files.getPosixFilePermissions(file));
        if (allowed.removeAll(OTHERS)) {
            Files.setPosixFilePermissions(file, allowed);
        }
    }

    private static FileAttribute<?>[] only(String mode, boolean posix) {
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }
}
