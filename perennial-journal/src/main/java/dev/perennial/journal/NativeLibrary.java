package dev.perennial.journal;

import dev.perennial.agent.output.OwnerOnly;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * SQLite itself, kept beside the journal. The driver alone would copy it out of its jar at every start, which takes longer than all
 * the rest of opening a journal, into the folder for temporary files, where whoever is killed leaves it behind.
 *
 * <p>Where it cannot be kept the driver does as it always does.
 */
final class NativeLibrary {

    private static final Logger LOG = System.getLogger(NativeLibrary.class.getName());
    private static final String FOLDER = "org.sqlite.lib.path";
    private static final String NAME = "org.sqlite.lib.name";
    private static final String KEPT = "sqlite-";

    private final Path folder;

    /** @param home the folder of the journal */
    NativeLibrary(Path home) {
        this.folder = home.resolve("native");
    }

    /** Tells the driver where to find it, once in a process, and unless somebody else did. */
    void provide() {
        if (System.getProperty(FOLDER) != null) {
            return;
        }
        try {
            Optional<Path> file = kept();
            file.ifPresent(path -> System.setProperty(NAME, path.getFileName().toString()));
            file.ifPresent(path -> System.setProperty(FOLDER, folder.toString()));
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "SQLite is not kept in " + folder, e);
        }
    }

    private Optional<Path> kept() throws IOException {
        String name = LibraryLoaderUtil.getNativeLibName();
        try (InputStream library =
                SQLiteJDBCLoader.class.getResourceAsStream(LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name)) {
            if (library == null) {
                return Optional.empty();
            }
            Path file = folder.resolve(KEPT + SQLiteJDBCLoader.getVersion() + "-" + name);
            OwnerOnly.createFolder(folder);
            OwnerOnly.requireOwn(folder);
            if (Files.notExists(file)) {
                deleteOthers();
                keep(library, file);
            }
            return Optional.of(file);
        }
    }

    /** Whole or not at all. */
    private void keep(InputStream library, Path file) throws IOException {
        Path fresh = Files.createTempFile(folder, KEPT, ".new");
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            library.transferTo(Channels.newOutputStream(channel));
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Other versions, which those who use them have open, and what was begun and not finished. */
    private void deleteOthers() throws IOException {
        try (DirectoryStream<Path> others = Files.newDirectoryStream(folder, KEPT + "*")) {
            for (Path other : others) {
                Files.deleteIfExists(other);
            }
        }
    }
}
