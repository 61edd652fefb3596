package dev.perennial.journal;

import dev.perennial.agent.journal.JournalException;
import dev.perennial.agent.journal.JournalException.Unavailable;
import dev.perennial.agent.journal.JournalException.Unreadable;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/** What SQLite's errors mean to whoever keeps sessions. */
final class Failures {

    private final Path file;

    Failures(Path file) {
        this.file = file;
    }

    JournalException of(SQLException e) {
        return switch (code(e)) {
            case SQLITE_FULL ->
                unavailable("has no room: its disk is full. Free some and try again; what was kept is safe.", e);
            case SQLITE_BUSY, SQLITE_LOCKED ->
                unavailable(
                        "is blocked by another process that stands still while it writes: let that go on, or end it"
                                + " (fuser " + file + " tells which have the file open).",
                        e);
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH, SQLITE_CANTOPEN ->
                unavailable(
                        "cannot be opened for writing: make the file and its folder writable for you, or use another.",
                        e);
            case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_FORMAT -> unreadable(e);
            default -> unavailable("failed: " + e.getMessage(), e);
        };
    }

    /** Whether others are in the file. */
    static boolean isBusy(SQLException e) {
        return code(e) == SQLiteErrorCode.SQLITE_BUSY;
    }

    /** The driver gives the primary code, without what SQLite adds to it. */
    private static SQLiteErrorCode code(SQLException e) {
        return SQLiteErrorCode.getErrorCode(e.getErrorCode());
    }

    private Unavailable unavailable(String why, SQLException e) {
        return new Unavailable("The journal " + file + " " + why, e);
    }

    private Unreadable unreadable(SQLException e) {
        return new Unreadable(
                "The journal " + file
                        + " is damaged, or no SQLite file. Nothing was changed. Move it away to begin a new one;"
                        + " what can be saved of it shows: sqlite3 " + file + " .recover",
                e);
    }
}
