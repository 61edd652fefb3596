package dev.perennial.journal;

import static dev.perennial.journal.Samples.HEAD;
import static dev.perennial.journal.Samples.batch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.agent.journal.Durability;
import dev.perennial.agent.journal.JournalEntry;
import dev.perennial.agent.journal.JournalWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the disk lost of the log's end, after the machine stopped at once. The files are copied while a writer has them open. */
@Timeout(120)
final class TornLogTest {

    private static final int BATCH = 3;
    private static final int BATCHES = 12;
    private static final int HEADER = 32;

    /** Only batches are to be in the log, however slow the disk is. */
    private static final SqliteJournal.Patience NO_RENEWAL =
            new SqliteJournal.Patience(Duration.ofSeconds(5), Duration.ofDays(1));

    @TempDir
    private Path folder;

    /** How long the log was when a batch was written, and what there is to read then. */
    private record Written(int size, long lastSeq) {}

    private byte[] database = {};
    private byte[] log = {};
    private final List<Written> written = new ArrayList<>();

    @Test
    void log_cutAnywhere_keepsAllBatchesBefore() throws Exception {
        write();
        for (int size = HEADER; size < log.length; size += 997) {
            assertThat(readable(Arrays.copyOf(log, size))).as("cut at %d", size).isEqualTo(expected(size));
        }
    }

    @Test
    void log_spoiltAnywhere_keepsAllBatchesBefore() throws Exception {
        write();
        Random random = new Random(11);
        for (int round = 0; round < 40; round++) {
            int at = HEADER + random.nextInt(log.length - HEADER);
            byte[] spoilt = log.clone();
            spoilt[at] ^= 0x10;
            assertThat(readable(spoilt)).as("spoilt at %d", at).isEqualTo(expected(at));
        }
    }

    private void write() throws IOException {
        Path file = folder.resolve("journal.db");
        Path wal = folder.resolve("journal.db-wal");
        try (SqliteJournal journal = SqliteJournal.open(file, InstantSource.system(), NO_RENEWAL);
                JournalWriter writer = journal.create("s-1", HEAD)) {
            written.add(new Written((int) Files.size(wal), 0));
            for (long seq = 1; seq <= BATCH * BATCHES; seq += BATCH) {
                writer.append(batch(seq, seq + 1, seq + 2), Durability.MACHINE);
                written.add(new Written((int) Files.size(wal), seq + 2));
            }
            database = Files.readAllBytes(file);
            log = Files.readAllBytes(wal);
        }
    }

    /** All that was whole before the place; nothing at all, not even the tables, if the log's beginning is lost. */
    private List<Long> expected(int size) {
        return written.stream()
                .filter(batch -> batch.size() <= size)
                .reduce((first, second) -> second)
                .map(batch -> LongStream.rangeClosed(1, batch.lastSeq()).boxed().toList())
                .orElse(List.of());
    }

    private List<Long> readable(byte[] someLog) throws IOException {
        Path crashed = Files.createTempDirectory(folder, "crashed");
        Path file = crashed.resolve("journal.db");
        Files.write(file, database);
        Files.write(crashed.resolve("journal.db-wal"), someLog);
        try (SqliteJournal journal = SqliteJournal.open(file, InstantSource.system())) {
            if (journal.session("s-1").isEmpty()) {
                return List.of();
            }
            List<Long> seqs = journal.read("s-1", 0, 1_000).stream()
                    .map(JournalEntry::seq)
                    .toList();
            assertThat(journal.session("s-1").orElseThrow().lastSeq()).isEqualTo(seqs.isEmpty() ? 0 : seqs.getLast());
            return seqs;
        }
    }
}
