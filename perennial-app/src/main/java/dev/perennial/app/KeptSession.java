package dev.perennial.app;

import dev.perennial.agent.SessionStore;
import dev.perennial.agent.journal.Journal;
import dev.perennial.agent.journal.JournalException;
import dev.perennial.agent.journal.SessionRow;
import dev.perennial.app.sessions.SessionNames;
import dev.perennial.app.sessions.UnclearNameException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/**
 * A session that the user named, and the journal that keeps it.
 *
 * @param store reads it
 * @param row what it was when it was looked for
 */
record KeptSession(SessionStore store, SessionRow row) implements AutoCloseable {

    /**
     * Finds the session that a command's words name.
     *
     * @throws UsageException if they are no one name
     * @throws UnclearNameException if there is no session of that name
     * @throws JournalException if the journal cannot be read
     */
    static KeptSession named(ParseResult arguments, Surroundings surroundings) {
        List<String> words = arguments.matchedPositionalValue(0, List.of());
        String command = arguments.commandSpec().name();
        if (words.size() != 1 || words.getFirst().isBlank()) {
            throw new UsageException("Name one session, for example: ./perennial " + command
                    + " s-0123456789abcdef; ./perennial sessions lists them.");
        }
        Optional<Journal> journal = Journals.openIfThere(surroundings);
        if (journal.isEmpty()) {
            throw new UsageException("There is no session `" + words.getFirst()
                    + "`, nor any other yet: ./perennial run \"task\" begins one.");
        }
        return found(journal.get(), words.getFirst(), surroundings);
    }

    private static KeptSession found(Journal journal, String name, Surroundings surroundings) {
        try {
            SessionRow row = new SessionNames(journal).find(name);
            return new KeptSession(new SessionStore(journal, surroundings.clock()), row);
        } catch (RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    String id() {
        return row.id();
    }

    Journal journal() {
        return store.journal();
    }

    @Override
    public void close() {
        journal().close();
    }
}
