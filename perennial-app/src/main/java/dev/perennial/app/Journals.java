package dev.perennial.app;

import dev.perennial.agent.journal.Journal;
import dev.perennial.journal.SqliteJournal;
import java.nio.file.Path;

/** Where sessions are kept. */
final class Journals {

    private Journals() {}

    static Path file(Surroundings surroundings) {
        return surroundings.home().resolve("journal.db");
    }

    /**
     * Opens the journal, the caller's to close.
     *
     * @throws dev.perennial.agent.journal.JournalException if it cannot be had
     */
    static Journal open(Surroundings surroundings) {
        return SqliteJournal.open(file(surroundings), surroundings.clock());
    }
}
