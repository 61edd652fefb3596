package dev.perennial.journal;

import dev.perennial.agent.journal.JournalContent;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What entries refer to by its hash, kept once, and which sessions refer to it. */
final class Contents {

    private static final String HAS = "SELECT 1 FROM content WHERE hash = ?";
    private static final String KEEP = "INSERT INTO content (hash, bytes) VALUES (?, ?)";
    private static final String REFER = "INSERT INTO reference (hash, session) VALUES (?, ?) ON CONFLICT DO NOTHING";
    private static final String READ = "SELECT bytes FROM content WHERE hash = ?";
    private static final String DELETE = """
            DELETE FROM content
            WHERE hash IN (SELECT hash FROM reference WHERE session = ?)
              AND NOT EXISTS (SELECT 1 FROM reference WHERE reference.hash = content.hash AND session <> ?)
            """;
    private static final String FORGET = "DELETE FROM reference WHERE session = ?";

    private final Link link;

    Contents(Link link) {
        this.link = link;
    }

    void keep(long session, List<JournalContent> contents) throws SQLException {
        for (JournalContent content : contents) {
            if (link.first(HAS, row -> true, content.hash()).isEmpty()) {
                link.update(KEEP, content.hash(), content.bytes());
            }
            link.update(REFER, content.hash(), session);
        }
    }

    Optional<byte[]> read(String hash) throws SQLException {
        return link.first(READ, row -> row.getBytes(1), hash);
    }

    /** What only this session refers to goes; the rest stays. */
    void forget(long session) throws SQLException {
        link.update(DELETE, session, session);
        link.update(FORGET, session);
    }
}
