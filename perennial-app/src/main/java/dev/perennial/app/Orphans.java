package dev.perennial.app;

import dev.perennial.agent.SessionStore;
import dev.perennial.agent.journal.JournalException;
import dev.perennial.agent.journal.SessionRow;
import dev.perennial.app.terminal.Printable;
import java.time.Duration;
import java.util.List;

/** Sessions whose process died while they worked. */
final class Orphans {

    /** Who has more of them sees the rest in the list. */
    private static final int SHOWN = 3;

    private static final System.Logger LOG = System.getLogger(Orphans.class.getName());

    private Orphans() {}

    /** Tells of those that there are, and how to go on with them. */
    static void tell(Surroundings surroundings, SessionStore store) {
        try {
            List<SessionRow> orphans = store.journal().unfinished().stream()
                    .filter(SessionRow::isOrphaned)
                    .toList();
            orphans.stream().limit(SHOWN).forEach(row -> surroundings.terminal().say(line(surroundings, row)));
            if (orphans.size() > SHOWN) {
                surroundings.terminal().say("· and %d more: ./perennial sessions".formatted(orphans.size() - SHOWN));
            }
        } catch (JournalException e) {
            LOG.log(System.Logger.Level.WARNING, "Interrupted sessions could not be looked for", e);
        }
    }

    private static String line(Surroundings surroundings, SessionRow row) {
        Duration ago = Duration.between(row.written(), surroundings.clock().instant());
        return "· a session was interrupted %s ago (%s): ./perennial resume %s"
                .formatted(Spans.seconds(ago), Printable.line(row.head().title(), 40), row.id());
    }
}
