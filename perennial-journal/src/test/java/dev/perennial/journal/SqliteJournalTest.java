package dev.perennial.journal;

import dev.perennial.agent.journal.Journal;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

/** The contract, kept by a file. */
final class SqliteJournalTest extends JournalContract {

    @TempDir
    private Path folder;

    @Override
    Journal open(InstantSource clock) {
        return SqliteJournal.open(folder.resolve("home/journal.db"), clock);
    }
}
