package dev.perennial.app.sessions;

import dev.perennial.agent.journal.Journal;
import dev.perennial.agent.journal.SessionRow;
import dev.perennial.app.config.NearestName;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the session that somebody means: by its id, or by a beginning of it that only one has. */
public final class SessionNames {

    private static final int NAMED = 5;

    private final Journal journal;

    public SessionNames(Journal journal) {
        this.journal = journal;
    }

    /**
     * The session.
     *
     * @throws UnclearNameException if it is none, or could be several; its message names those that may be meant
     */
    public SessionRow find(String written) {
        return journal.session(written).orElseGet(() -> beginningWith(written));
    }

    private SessionRow beginningWith(String written) {
        List<SessionRow> all = journal.sessions();
        List<SessionRow> fitting =
                all.stream().filter(row -> row.id().startsWith(written)).toList();
        return switch (fitting.size()) {
            case 0 -> throw unknown(written, all);
            case 1 -> fitting.getFirst();
            default -> throw unclear(written, fitting);
        };
    }

    private static UnclearNameException unknown(String written, List<SessionRow> all) {
        if (all.isEmpty()) {
            return new UnclearNameException(
                    "There is no session `%s`, nor any other yet: ./perennial run \"task\" begins one."
                            .formatted(written));
        }
        String near = NearestName.of(written, all.stream().map(SessionRow::id).toList());
        return new UnclearNameException("There is no session `%s`; the nearest is %s. ./perennial sessions lists them."
                .formatted(written, near));
    }

    private static UnclearNameException unclear(String written, List<SessionRow> fitting) {
        String some = fitting.stream().limit(NAMED).map(SessionRow::id).collect(Collectors.joining(", "));
        return new UnclearNameException("`%s` begins the ids of %,d sessions, say more of it: %s%s"
                .formatted(written, fitting.size(), some, fitting.size() > NAMED ? ", …" : ""));
    }
}
