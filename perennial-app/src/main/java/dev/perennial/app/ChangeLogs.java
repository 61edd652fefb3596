package dev.perennial.app;

import dev.perennial.tools.ChangeLog;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Where the changes of sessions are kept, to be undone. */
final class ChangeLogs {

    private static final System.Logger LOG = System.getLogger(ChangeLogs.class.getName());

    private ChangeLogs() {}

    static ChangeLog open(Surroundings surroundings, String session) throws IOException {
        return ChangeLog.open(folder(surroundings, session));
    }

    static Path folder(Surroundings surroundings, String session) {
        return surroundings.home().resolve("changes").resolve(session);
    }

    /** Forgets sessions that have changed nothing for so long. */
    static void deleteOlder(Surroundings surroundings, Duration retention) {
        Path all = surroundings.home().resolve("changes");
        if (!Files.isDirectory(all)) {
            return;
        }
        Instant oldest = surroundings.clock().instant().minus(retention);
        try (DirectoryStream<Path> sessions = Files.newDirectoryStream(all, Files::isDirectory)) {
            for (Path session : sessions) {
                if (Files.getLastModifiedTime(session).toInstant().isBefore(oldest)) {
                    delete(session);
                }
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "Old changes could not be deleted in " + all, e);
        }
    }

    /** Deletes what is kept of a session's changes, if anything is; they cannot be undone then. */
    static void delete(Surroundings surroundings, String session) throws IOException {
        Path folder = folder(surroundings, session);
        if (Files.isDirectory(folder)) {
            delete(folder);
        }
    }

    private static void delete(Path session) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(session)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(session);
    }

    /** Says how to undo what was changed, if anything was. */
    static void tell(Surroundings surroundings, String session, ChangeLog changes) {
        long files = changes.files();
        if (files > 0) {
            surroundings
                    .terminal()
                    .say("· %d %s changed by the editor; to undo that: ./perennial undo %s"
                            .formatted(files, files == 1 ? "file was" : "files were", session));
        }
    }
}
