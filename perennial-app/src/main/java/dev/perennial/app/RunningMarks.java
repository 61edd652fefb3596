package dev.perennial.app;

import dev.perennial.agent.output.OwnerOnly;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which sessions the page was running when its process ended: an empty file for each whose run is under way. The next process goes on
 * with them.
 */
final class RunningMarks {

    private static final System.Logger LOG = System.getLogger(RunningMarks.class.getName());

    private final Path folder;

    RunningMarks(Path folder) {
        this.folder = folder;
    }

    void begins(String session) {
        try {
            OwnerOnly.createFolder(folder);
            OwnerOnly.createFile(folder.resolve(session));
        } catch (FileAlreadyExistsException marked) {
            // It was under way when the process before ended.
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "A session will not be gone on with after a crash", e);
        }
    }

    void ended(String session) {
        try {
            Files.deleteIfExists(folder.resolve(session));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "A session may be gone on with that is over", e);
        }
    }

    /** Those that were under way. */
    List<String> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> marks = Files.list(folder)) {
            return marks.map(mark -> mark.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "Sessions that were under way cannot be looked for", e);
            return List.of();
        }
    }
}
