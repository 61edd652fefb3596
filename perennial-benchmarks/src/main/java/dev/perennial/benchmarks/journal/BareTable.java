package dev.perennial.benchmarks.journal;

import dev.perennial.agent.journal.Durability;
import dev.perennial.agent.journal.JournalEntry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The raw twin: a table with a number and a text, written by the same driver in the same batches, and no more. */
final class BareTable implements AutoCloseable {

    private final Connection connection;
    private final PreparedStatement insert;

    BareTable(Path file, Durability durability) throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("PRAGMA journal_mode = WAL");
            statement.executeUpdate("PRAGMA synchronous = " + (durability == Durability.MACHINE ? "FULL" : "NORMAL"));
            statement.executeUpdate("CREATE TABLE event (seq INTEGER PRIMARY KEY, event TEXT NOT NULL)");
        }
        connection.setAutoCommit(false);
        insert = connection.prepareStatement("INSERT INTO event VALUES (?, ?)");
    }

    void append(List<JournalEntry> entries) throws SQLException {
        for (JournalEntry entry : entries) {
            insert.setLong(1, entry.seq());
            insert.setString(2, entry.json());
            insert.addBatch();
        }
        insert.executeBatch();
        connection.commit();
    }

    /** How many characters there are to read. */
    long read() throws SQLException {
        long characters = 0;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT seq, event FROM event")) {
            while (rows.next()) {
                characters += rows.getString(2).length();
            }
        }
        return characters;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
