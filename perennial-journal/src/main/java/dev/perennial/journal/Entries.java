package dev.perennial.journal;

import dev.perennial.agent.journal.JournalEntry;
import dev.perennial.agent.journal.JournalException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The entries of one session. Its number and an entry's place make one key, so that they lie in order in one tree. */
final class Entries {

    /** The largest place in a session. */
    static final long LAST_SEQ = 0xFFFF_FFFFL;

    private static final int SEQ_BITS = 32;
    private static final int TEXT = 1;

    private static final String INSERT = "INSERT INTO entry (place, at, type, format, event) VALUES (?, ?, ?, ?, ?)";
    private static final String DELETE = "DELETE FROM entry WHERE place = ?";
    private static final String DELETE_ALL = "DELETE FROM entry WHERE place BETWEEN ? AND ?";
    private static final String READ = """
            SELECT place, at, type, format, event FROM entry WHERE place > ? AND place <= ? ORDER BY place LIMIT ?
            """;

    private static final String READ_BACKWARDS = """
            SELECT place, at, type, format, event FROM entry WHERE place >= ? AND place < ? ORDER BY place DESC LIMIT ?
            """;

    private final Link link;
    private final long session;

    Entries(Link link, long session) {
        this.link = link;
        this.session = session;
    }

    void insert(List<JournalEntry> entries) throws SQLException {
        link.prepared(INSERT).clearBatch(); // of what failed in the middle
        for (JournalEntry entry : entries) {
            add(link.prepared(INSERT, place(entry.seq()), entry.at().toEpochMilli(), entry.type(), TEXT, entry.json()));
        }
        flush(INSERT, entries.isEmpty());
    }

    void delete(Set<Long> places) throws SQLException {
        link.prepared(DELETE).clearBatch();
        for (long seq : places) {
            add(link.prepared(DELETE, place(seq)));
        }
        flush(DELETE, places.isEmpty());
    }

    private static void add(PreparedStatement statement) throws SQLException {
        statement.addBatch();
    }

    private void flush(String sql, boolean nothing) throws SQLException {
        if (!nothing) {
            link.prepared(sql).executeBatch();
        }
    }

    void deleteAll() throws SQLException {
        link.update(DELETE_ALL, place(0), place(LAST_SEQ));
    }

    List<JournalEntry> read(long after, int limit) throws SQLException {
        return link.all(READ, this::entry, place(Math.clamp(after, 0, LAST_SEQ)), place(LAST_SEQ), limit);
    }

    List<JournalEntry> readBackwards(long before, int limit) throws SQLException {
        return link.all(READ_BACKWARDS, this::entry, place(0), place(Math.clamp(before, 0, LAST_SEQ)), limit);
    }

    private JournalEntry entry(ResultSet row) throws SQLException {
        long seq = row.getLong(1) & LAST_SEQ;
        int format = row.getInt(4);
        if (format != TEXT) {
            throw new JournalException.Unreadable(
                    "Entry " + seq + " was written by a later version of Perennial, in format " + format
                            + ": read it with that.",
                    null);
        }
        return new JournalEntry(seq, Instant.ofEpochMilli(row.getLong(2)), row.getString(3), Text.read(row, 5));
    }

    private long place(long seq) {
        return session << SEQ_BITS | seq;
    }
}
