package dev.perennial.benchmarks.journal;

import dev.perennial.agent.journal.Durability;
import dev.perennial.agent.journal.JournalBatch;
import dev.perennial.agent.journal.JournalEntry;
import dev.perennial.agent.journal.JournalWriter;
import dev.perennial.journal.SqliteJournal;
import java.io.IOException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/** What reading a long session costs, and listing many. */
public final class ReadCost {

    private static final int EVENTS = 100_000;
    private static final int PORTION = 1_000;
    private static final int SESSIONS = 10_000;

    private ReadCost() {}

    /** Rows of the table; the two take turns, the first round warms up. */
    public static List<String> rows(int rounds) throws IOException, SQLException {
        try (Bench bench = new Bench();
                BareTable bare = new BareTable(bench.file("bare.db"), Durability.PROCESS);
                SqliteJournal journal = SqliteJournal.open(bench.file("journal.db"), InstantSource.system())) {
            fill(bare, journal);
            return List.of(events(bare, journal, rounds), sessions(journal, rounds));
        }
    }

    private static void fill(BareTable bare, SqliteJournal journal) throws SQLException {
        try (JournalWriter writer = journal.create("s-long", Bench.HEAD)) {
            for (long seq = 1; seq <= EVENTS; seq += PORTION) {
                List<JournalEntry> events = Bench.events(seq, PORTION);
                bare.append(events);
                writer.append(JournalBatch.of(events, Bench.HEAD), Durability.PROCESS);
            }
        }
        for (int i = 1; i < SESSIONS; i++) {
            journal.create("s-" + i, Bench.HEAD).close();
        }
    }

    private static String events(BareTable bare, SqliteJournal journal, int rounds) throws SQLException {
        double[] raw = new double[rounds];
        double[] ours = new double[rounds];
        for (int round = -1; round < rounds; round++) {
            long start = System.nanoTime();
            long expected = bare.read();
            long between = System.nanoTime();
            long read = readAll(journal);
            long end = System.nanoTime();
            if (read != expected) {
                throw new IllegalStateException("Read " + read + " characters of " + expected);
            }
            if (round >= 0) {
                raw[round] = (between - start) / 1e6;
                ours[round] = (end - between) / 1e6;
            }
        }
        double twin = Bench.median(raw);
        double cost = Bench.median(ours);
        return String.format(
                Locale.ROOT,
                "| %,d events in portions of %,d, median of %d | %.0f ms | %.0f ms | %.1f × | ≤ 200 ms |",
                EVENTS,
                PORTION,
                rounds,
                twin,
                cost,
                cost / twin);
    }

    private static long readAll(SqliteJournal journal) {
        long characters = 0;
        List<JournalEntry> portion = journal.read("s-long", 0, PORTION);
        while (!portion.isEmpty()) {
            for (JournalEntry entry : portion) {
                characters += entry.json().length();
            }
            portion = journal.read("s-long", portion.getLast().seq(), PORTION);
        }
        return characters;
    }

    private static String sessions(SqliteJournal journal, int rounds) {
        double[] ours = new double[rounds];
        for (int round = -1; round < rounds; round++) {
            long start = System.nanoTime();
            int listed = journal.sessions().size();
            long end = System.nanoTime();
            if (listed != SESSIONS) {
                throw new IllegalStateException("Listed " + listed + " sessions of " + SESSIONS);
            }
            if (round >= 0) {
                ours[round] = (end - start) / 1e6;
            }
        }
        return String.format(
                Locale.ROOT, "| %,d sessions, median of %d | | %.0f ms | | |", SESSIONS, rounds, Bench.median(ours));
    }
}
