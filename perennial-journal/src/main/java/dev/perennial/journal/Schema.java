package dev.perennial.journal;

import dev.perennial.agent.journal.JournalException;
import java.nio.file.Path;
import java.sql.SQLException;

/** The tables of the database, and whether they are those that this version knows. */
final class Schema {

    /** Set by the last of the migrations. */
    static final int VERSION = 1;

    /** "Pern". */
    static final int APPLICATION = 0x5065_726E;

    private final Database database;

    Schema(Database database) {
        this.database = database;
    }

    /** Makes the tables where there are none, and changes those of earlier versions. The usual case reads one number. */
    void bringUpToDate() {
        int version = version();
        if (version < VERSION) {
            requireOurs();
            database.maintain(link -> {
                link.run("PRAGMA auto_vacuum = INCREMENTAL");
                requireLog(link);
                return true;
            });
            Migrations.run(database);
        } else if (version > VERSION) {
            throw new JournalException.Unreadable(
                    "The journal " + file() + " is of a later version of Perennial (" + version + ", this one knows "
                            + VERSION + "): use that, or another file. Nothing was changed.",
                    null);
        }
    }

    /** Some file systems have no memory that processes share, and SQLite goes on without a log. */
    private void requireLog(Link link) throws SQLException {
        String mode = switchToLog(link);
        if (!mode.equals("wal")) {
            throw new SQLException("its file system cannot keep a write-ahead log, use a local one (" + mode + ")");
        }
    }

    /** SQLite refuses at once to switch while others are in the file, so what waits for them is an empty transaction. */
    private static String switchToLog(Link link) throws SQLException {
        while (true) {
            try {
                return link.first("PRAGMA journal_mode = WAL", row -> row.getString(1))
                        .orElse("none");
            } catch (SQLException e) {
                if (!Failures.isBusy(e)) {
                    throw e;
                }
                link.run("BEGIN EXCLUSIVE");
                link.run("COMMIT");
            }
        }
    }

    private int version() {
        return number("PRAGMA user_version");
    }

    /** Before anything is written: a file with tables of somebody else is not touched. */
    private void requireOurs() {
        if (number("SELECT count(*) FROM sqlite_schema") > 0 && number("PRAGMA application_id") != APPLICATION) {
            throw new JournalException.Unreadable(
                    "The file " + file() + " is a database of another program: use another file. Nothing was changed.",
                    null);
        }
    }

    private int number(String query) {
        return database.read(link -> link.first(query, row -> row.getInt(1)).orElse(0));
    }

    private Path file() {
        return database.file();
    }
}
