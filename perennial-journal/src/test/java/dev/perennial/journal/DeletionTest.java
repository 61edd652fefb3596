package dev.perennial.journal;

import static dev.perennial.journal.Samples.HEAD;
import static dev.perennial.journal.Samples.batch;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.agent.journal.Durability;
import dev.perennial.agent.journal.JournalBatch;
import dev.perennial.agent.journal.JournalContent;
import dev.perennial.agent.journal.JournalEntry;
import dev.perennial.agent.journal.JournalWriter;
import dev.perennial.agent.journal.SessionHead;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was deleted is gone from the disk. */
@Timeout(120)
final class DeletionTest {

    private static final String SECRET = "sk-ant-very-secret-";
    private static final int ENTRIES = 400;

    @TempDir
    private Path folder;

    @Test
    void delete_secretsOfEverySize_areInNoFile() throws Exception {
        try (SqliteJournal journal = open();
                SqliteJournal reader = open();
                JournalWriter kept = journal.create("s-kept", HEAD)) {
            kept.append(batch(1, 2), Durability.PROCESS);
            writeSecrets(journal);
            kept.append(batch(3), Durability.PROCESS);
            assertThat(reader.read("s-1", 0, 10)).hasSize(10);
            assertThat(filesWithSecrets()).isNotEmpty();
            long before = Files.size(file());

            assertThat(journal.delete("s-1")).isTrue();

            assertThat(filesWithSecrets()).isEmpty();
            assertThat(Files.size(file())).isLessThan(before / 2);
            assertThat(reader.read("s-kept", 0, 10)).hasSize(3);
        }
    }

    @Test
    void deleteOlderThan_secrets_areInNoFile() throws Exception {
        try (SqliteJournal journal = open()) {
            writeSecrets(journal);

            assertThat(journal.deleteOlderThan(Instant.now().plusSeconds(60))).containsExactly("s-1");

            assertThat(filesWithSecrets()).isEmpty();
        }
    }

    private void writeSecrets(SqliteJournal journal) {
        SessionHead head =
                new SessionHead(SECRET, SessionHead.State.IDLE, "m", "/" + SECRET, false, 0, BigDecimal.ZERO);
        try (JournalWriter writer = journal.create("s-1", head)) {
            for (long seq = 1; seq <= ENTRIES; seq++) {
                // From a few bytes to many pages.
                String text = SECRET.repeat(1 + (int) (seq % 40 == 0 ? seq * 10 : seq % 40));
                JournalContent content = JournalContent.of((seq + SECRET.repeat((int) seq)).getBytes(UTF_8));
                JournalBatch batch = new JournalBatch(
                        List.of(new JournalEntry(seq, Instant.EPOCH, "text", text)),
                        seq % 3 == 0 ? Set.of(seq - 1) : Set.of(),
                        seq % 5 == 0 ? List.of(content) : List.of(),
                        Set.of(),
                        head);
                writer.append(batch, Durability.PROCESS);
            }
        }
        journal.post("s-1", SECRET);
    }

    private List<String> filesWithSecrets() throws IOException {
        List<String> with = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "journal.db*")) {
            for (Path each : files) {
                if (new String(Files.readAllBytes(each), ISO_8859_1).contains(SECRET)) {
                    with.add(each.getFileName().toString());
                }
            }
        }
        return with;
    }

    private SqliteJournal open() {
        return SqliteJournal.open(file(), InstantSource.system());
    }

    private Path file() {
        return folder.resolve("journal.db");
    }
}
