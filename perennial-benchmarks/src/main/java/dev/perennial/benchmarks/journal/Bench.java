package dev.perennial.benchmarks.journal;

import dev.perennial.agent.journal.JournalEntry;
import dev.perennial.agent.journal.SessionHead;
import dev.perennial.benchmarks.TempFolder;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** A folder for databases, and events as a session has them. */
final class Bench implements AutoCloseable {

    static final SessionHead HEAD = new SessionHead(
            "Count the lines of Java in each module and write the table to report.md",
            SessionHead.State.RUNNING,
            "claude-sonnet-5",
            "/home/you/shop",
            false,
            123_456,
            new BigDecimal("0.4321"));

    private static final String TEXT =
            "{\"type\":\"text_delta\",\"block\":3,\"text\":\"" + "some words of it ".repeat(9) + "\"}";

    private final TempFolder folder = new TempFolder();

    Bench() throws IOException {}

    Path file(String name) {
        return folder.file(name);
    }

    /** So many events from that place on, of some 200 bytes. */
    static List<JournalEntry> events(long first, int count) {
        return LongStream.range(first, first + count)
                .mapToObj(seq -> new JournalEntry(seq, Instant.EPOCH, "text_delta", TEXT))
                .toList();
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
