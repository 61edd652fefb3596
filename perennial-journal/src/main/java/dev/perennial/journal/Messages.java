package dev.perennial.journal;

import dev.perennial.agent.journal.JournalMessage;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Messages that wait for whoever holds a session's lease. */
final class Messages {

    private static final String POST =
            "INSERT INTO message (session, body) SELECT number, ? FROM session WHERE name = ?";
    private static final String WAITING =
            "SELECT place, body FROM message WHERE session = ? AND place > ? ORDER BY place";
    private static final String TAKE = "DELETE FROM message WHERE session = ? AND place = ?";
    private static final String DELETE = "DELETE FROM message WHERE session = ?";

    private final Link link;

    Messages(Link link) {
        this.link = link;
    }

    /** False if there is no session of that id. */
    boolean post(String id, String message) throws SQLException {
        return link.update(POST, message, id) == 1;
    }

    /** All that wait behind a place, in order. */
    List<JournalMessage> waiting(long session, long after) throws SQLException {
        return link.all(WAITING, row -> new JournalMessage(row.getLong(1), Text.read(row, 2)), session, after);
    }

    /** They are gone then. */
    void take(long session, Set<Long> places) throws SQLException {
        for (long place : places) {
            link.update(TAKE, session, place);
        }
    }

    void delete(long session) throws SQLException {
        link.update(DELETE, session);
    }
}
