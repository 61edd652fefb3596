package dev.perennial.journal;

import java.sql.SQLException;
import java.util.List;

/** Messages that wait for whoever holds a session's lease. */
final class Messages {

    private static final String POST =
            "INSERT INTO message (session, body) SELECT number, ? FROM session WHERE name = ?";
    private static final String WAITING = "SELECT body FROM message WHERE session = ? ORDER BY place";
    private static final String DELETE = "DELETE FROM message WHERE session = ?";

    private final Link link;

    Messages(Link link) {
        this.link = link;
    }

    /** False if there is no session of that id. */
    boolean post(String id, String message) throws SQLException {
        return link.update(POST, message, id) == 1;
    }

    /** All that wait, in order; they are gone then. */
    List<String> take(long session) throws SQLException {
        List<String> waiting = link.all(WAITING, row -> Text.read(row, 1), session);
        delete(session);
        return waiting;
    }

    void delete(long session) throws SQLException {
        link.update(DELETE, session);
    }
}
