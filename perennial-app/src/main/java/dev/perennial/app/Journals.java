package dev.perennial.app;

import dev.perennial.agent.journal.Journal;
import dev.perennial.agent.journal.JournalException;
import dev.perennial.agent.output.OwnerOnly;
import dev.perennial.journal.SqliteJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the sessions of this user are kept: one journal, whatever folder they work in. */
final class Journals {

    private Journals() {}

    static Path file(Surroundings surroundings) {
        return surroundings.home().resolve("journal.db");
    }

    /**
     * Opens the journal, and makes it if there is none; the caller closes it.
     *
     * @throws JournalException if it cannot be opened
     */
    static Journal open(Surroundings surroundings) {
        return SqliteJournal.open(file(surroundings), surroundings.clock());
    }

    /** Opens the journal; empty if no session was ever kept. Reading makes no files. */
    static Optional<Journal> openIfThere(Surroundings surroundings) {
        return Files.exists(file(surroundings)) ? Optional.of(open(surroundings)) : Optional.empty();
    }

    /** A new file for what the process of a session prints that has no terminal; only its owner can read it. */
    static Path log(Surroundings surroundings, String session) throws IOException {
        Path log = logFile(surroundings, session);
        Path folder = log.resolveSibling(".").normalize();
        OwnerOnly.createFolder(folder);
        return OwnerOnly.createFile(log);
    }

    /** Where that file is, if there is one. */
    static Path logFile(Surroundings surroundings, String session) {
        return surroundings.home().resolve("detached").resolve(session + ".log");
    }
}
