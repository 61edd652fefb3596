package dev.perennial.journal;

import static java.util.Objects.requireNonNull;

import dev.perennial.agent.journal.JournalException;
import dev.perennial.agent.output.OwnerOnly;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The file of a journal, made before SQLite opens it: SQLite makes files that others can read, and gives those that it puts beside
 * a file the same permissions.
 */
final class JournalFile {

    private static final Logger LOG = System.getLogger(JournalFile.class.getName());

    private final Path file;
    private final Path folder;

    /** @param file its absolute path */
    JournalFile(Path file) {
        this.file = file;
        this.folder = requireNonNull(file.getParent(), "a file lies in a folder");
    }

    /** Makes what is missing; takes from others what they may do with what is there. */
    void prepare() {
        try {
            OwnerOnly.createFolder(folder);
            if (Files.exists(file)) {
                OwnerOnly.close(file);
            } else {
                create();
            }
        } catch (IOException e) {
            throw new JournalException.Unavailable(
                    "The journal " + file + " cannot be made: " + e.getMessage()
                            + ". Make its folder writable for you, or use another.",
                    e);
        }
        new NativeLibrary(folder).provide();
    }

    private void create() throws IOException {
        try {
            OwnerOnly.createFile(file);
        } catch (FileAlreadyExistsException e) {
            LOG.log(Level.DEBUG, "Another process has just made {0}", file);
            return;
        }
        // So that the name, too, outlives a loss of power.
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }
}
