package dev.perennial.benchmarks.journal;

import dev.perennial.agent.journal.Durability;
import dev.perennial.agent.journal.JournalBatch;
import dev.perennial.agent.journal.JournalWriter;
import dev.perennial.journal.SqliteJournal;
import java.io.IOException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What an event costs to append, in batches as a session writes them: each is one transaction. */
public final class AppendCost {

    private static final int EVENTS = 20_000;
    private static final int SYNCED_EVENTS = 2_000;

    private AppendCost() {}

    /** Rows of the table; the two take turns, the first rounds warm up. */
    public static List<String> rows(int rounds) throws IOException, SQLException {
        List<String> rows = new ArrayList<>();
        for (int batch : new int[] {1, 5, 20, 100}) {
            rows.add(row(Durability.PROCESS, batch, EVENTS, rounds));
        }
        rows.add(row(Durability.MACHINE, 5, SYNCED_EVENTS, rounds));
        return rows;
    }

    private static String row(Durability durability, int batch, int events, int rounds)
            throws IOException, SQLException {
        double[] raw = new double[rounds];
        double[] ours = new double[rounds];
        try (Bench bench = new Bench();
                BareTable bare = new BareTable(bench.file("bare.db"), durability);
                SqliteJournal journal = SqliteJournal.open(bench.file("journal.db"), InstantSource.system());
                JournalWriter writer = journal.create("s-1", Bench.HEAD)) {
            for (int round = -2; round < rounds; round++) {
                long first = writer.lastSeq() + 1;
                long start = System.nanoTime();
                for (long seq = first; seq < first + events; seq += batch) {
                    bare.append(Bench.events(seq, batch));
                }
                long between = System.nanoTime();
                for (long seq = first; seq < first + events; seq += batch) {
                    writer.append(JournalBatch.of(Bench.events(seq, batch), Bench.HEAD), durability);
                }
                long end = System.nanoTime();
                if (round >= 0) {
                    raw[round] = (between - start) / 1e3 / events;
                    ours[round] = (end - between) / 1e3 / events;
                }
            }
        }
        double twin = Bench.median(raw);
        double cost = Bench.median(ours);
        return String.format(
                Locale.ROOT,
                "| batches of %d%s, median of %d | %.1f | %.1f | %.1f × | ≤ 3 × |",
                batch,
                durability == Durability.MACHINE ? ", on the disk" : "",
                rounds,
                twin,
                cost,
                cost / twin);
    }
}
