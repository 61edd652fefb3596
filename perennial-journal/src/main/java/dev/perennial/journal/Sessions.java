package dev.perennial.journal;

import dev.perennial.agent.journal.SessionHead;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The table of sessions: what the list shows, and the leases. What changes something tells whether it still could. */
final class Sessions {

    private static final String SELECT = """
            SELECT number, name, created, written, last_seq, title, state, model, folder, simulated, tokens, dollars,
                   epoch, renewed, holder, host, boot, space, pid, started
            FROM session
            """;
    private static final String OF_NAME = SELECT + "WHERE name = ?";
    private static final String NEWEST_FIRST = "ORDER BY written DESC, number DESC";
    private static final String ALL = SELECT + NEWEST_FIRST;
    private static final String UNFINISHED = SELECT + "WHERE state IN (?, ?) " + NEWEST_FIRST;

    private static final String CREATE = """
            INSERT INTO session (name, created, written, last_seq, title, state, model, folder, simulated, tokens, dollars,
                                 epoch, renewed, holder, host, boot, space, pid, started)
            VALUES (?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (name) DO NOTHING
            """;
    private static final String APPEND = """
            UPDATE session
            SET last_seq = ?, written = ?, renewed = ?,
                title = ?, state = ?, model = ?, folder = ?, simulated = ?, tokens = ?, dollars = ?
            WHERE number = ? AND epoch = ?
            """;

    private static final String APPEND_ONLY =
            "UPDATE session SET last_seq = ?, written = ?, renewed = ? WHERE number = ? AND epoch = ?";

    /** Only while it is as it was seen: whoever took it meanwhile raised the epoch, whoever lives meanwhile renewed. */
    private static final String TAKE = """
            UPDATE session
            SET epoch = epoch + 1, renewed = ?, holder = ?, host = ?, boot = ?, space = ?, pid = ?, started = ?
            WHERE number = ? AND epoch = ? AND (? OR renewed = ?)
            """;

    private static final String RELEASE = """
            UPDATE session
            SET holder = NULL, host = NULL, boot = NULL, space = NULL, pid = NULL, started = NULL
            WHERE number = ? AND epoch = ? AND holder = ?
            """;
    private static final String RENEW = "UPDATE session SET renewed = ? WHERE number = ? AND epoch = ? AND holder = ?";
    private static final String DELETE = "DELETE FROM session WHERE number = ? AND epoch = ? AND renewed = ?";

    private final Link link;

    Sessions(Link link) {
        this.link = link;
    }

    Optional<StoredSession> find(String id) throws SQLException {
        return link.first(OF_NAME, Sessions::read, id);
    }

    /** The one written last first. */
    List<StoredSession> all() throws SQLException {
        return link.all(ALL, Sessions::read);
    }

    /** Those that work or ask, and those that did when their process died; the one written last first. */
    List<StoredSession> unfinished() throws SQLException {
        return link.all(UNFINISHED, Sessions::read, word(SessionHead.State.RUNNING), word(SessionHead.State.ASKING));
    }

    /** The number of a session; empty if there is none of that id. */
    Optional<Long> number(String id) throws SQLException {
        return link.first("SELECT number FROM session WHERE name = ?", row -> row.getLong(1), id);
    }

    /** False if there is one of that id. */
    boolean create(String id, SessionHead head, Instant now, Holder holder) throws SQLException {
        long at = now.toEpochMilli();
        return link.update(CREATE, joined(Stream.of(id, at, at), values(head), Stream.of(at), values(holder))) == 1;
    }

    /** False if another holds the lease by now, or the session is gone. */
    boolean append(long number, long epoch, long lastSeq, SessionHead head, Instant now) throws SQLException {
        long at = now.toEpochMilli();
        return link.update(APPEND, joined(Stream.of(lastSeq, at, at), values(head), Stream.of(number, epoch))) == 1;
    }

    /** The same where the head has not changed. */
    boolean append(long number, long epoch, long lastSeq, Instant now) throws SQLException {
        long at = now.toEpochMilli();
        return link.update(APPEND_ONLY, lastSeq, at, at, number, epoch) == 1;
    }

    /** False if another took it since it was seen, or if its holder lives after all and that matters. */
    boolean take(StoredSession seen, boolean fromTheLiving, Instant now, Holder holder) throws SQLException {
        return link.update(
                        TAKE,
                        joined(
                                Stream.of(now.toEpochMilli()),
                                values(holder),
                                Stream.of(
                                        seen.number(),
                                        seen.epoch(),
                                        fromTheLiving ? 1 : 0,
                                        seen.renewed().toEpochMilli())))
                == 1;
    }

    boolean renew(long number, long epoch, Holder holder, Instant now) throws SQLException {
        return link.update(RENEW, now.toEpochMilli(), number, epoch, holder.journal()) == 1;
    }

    boolean release(long number, long epoch, Holder holder) throws SQLException {
        return link.update(RELEASE, number, epoch, holder.journal()) == 1;
    }

    /** Only the row itself. */
    boolean delete(StoredSession seen) throws SQLException {
        return link.update(DELETE, seen.number(), seen.epoch(), seen.renewed().toEpochMilli()) == 1;
    }

    /** In the order of the columns. */
    private static Stream<Object> values(SessionHead head) {
        return Stream.of(
                head.title(),
                word(head.state()),
                head.model(),
                head.folder(),
                head.simulated() ? 1 : 0,
                head.tokens(),
                head.dollars().toString());
    }

    private static Stream<Object> values(Holder holder) {
        return Stream.of(
                holder.journal(), holder.host(), holder.boot(), holder.space(), holder.pid(), holder.started());
    }

    private static Object[] joined(Stream<?>... parts) {
        return Stream.of(parts).flatMap(part -> part).toArray();
    }

    private static StoredSession read(ResultSet row) throws SQLException {
        return new StoredSession(
                row.getLong(1),
                Text.read(row, 2),
                Instant.ofEpochMilli(row.getLong(3)),
                Instant.ofEpochMilli(row.getLong(4)),
                row.getLong(5),
                head(row),
                row.getLong(13),
                Instant.ofEpochMilli(row.getLong(14)),
                held(row));
    }

    private static SessionHead head(ResultSet row) throws SQLException {
        return new SessionHead(
                Text.read(row, 6),
                SessionHead.State.valueOf(row.getString(7).toUpperCase(Locale.ROOT)),
                Text.read(row, 8),
                Text.read(row, 9),
                row.getInt(10) != 0,
                row.getLong(11),
                new BigDecimal(row.getString(12)));
    }

    private static Optional<HeldLease> held(ResultSet row) throws SQLException {
        String journal = row.getString(15);
        if (journal == null) {
            return Optional.empty();
        }
        Holder holder = new Holder(
                journal, row.getString(16), row.getString(17), row.getString(18), row.getLong(19), row.getString(20));
        return Optional.of(new HeldLease(holder, row.getLong(13), Instant.ofEpochMilli(row.getLong(14))));
    }

    private static String word(SessionHead.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
