package dev.perennial.app.sessions;

import dev.perennial.agent.journal.Journal;
import dev.perennial.agent.journal.JournalEntry;
import java.util.List;

/** Where the last run of a session begins: the one that is under way, if there is one. */
public final class LastRun {

    private static final int PAGE = 1_000;

    private long before;
    private boolean underWay;

    private LastRun() {}

    /** The place of the event before its first; events themselves are not read. */
    public static long before(Journal journal, String session) {
        LastRun run = new LastRun();
        long last = 0;
        List<JournalEntry> page;
        do {
            page = journal.read(session, last, PAGE);
            page.forEach(run::add);
            last = page.isEmpty() ? last : page.getLast().seq();
        } while (page.size() == PAGE);
        return run.before;
    }

    private void add(JournalEntry entry) {
        switch (entry.type()) {
            case "user", "retracted" -> {
                before = underWay ? before : entry.seq() - 1;
                underWay = true;
            }
            case "result" -> underWay = false;
            default -> {} // within a run, or between two
        }
    }
}
