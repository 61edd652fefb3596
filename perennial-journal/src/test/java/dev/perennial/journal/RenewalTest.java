package dev.perennial.journal;

import static dev.perennial.journal.Samples.HEAD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.agent.journal.JournalWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A writer that has nothing to write still says that it lives. */
@Timeout(60)
final class RenewalTest {

    private static final SqliteJournal.Patience OFTEN =
            new SqliteJournal.Patience(Duration.ofSeconds(5), Duration.ofMillis(2));

    @TempDir
    private Path folder;

    /** Goes on by a second whenever it is read. */
    private final AtomicLong seconds = new AtomicLong();

    @Test
    void lease_ofAnIdleWriter_isRenewedUntilItIsGivenBack() {
        try (SqliteJournal journal = SqliteJournal.open(folder.resolve("journal.db"), this::now, OFTEN)) {
            Instant taken;
            try (JournalWriter writer = journal.create("s-1", HEAD)) {
                taken = renewed(journal);
                while (!renewed(journal).isAfter(taken.plusSeconds(5))) {
                    Thread.onSpinWait();
                }
                assertThat(writer.lastSeq()).isZero();
                assertThat(journal.session("s-1").orElseThrow().written()).isEqualTo(Instant.ofEpochSecond(1));
            }
            assertThat(journal.session("s-1").orElseThrow().lease()).isEmpty();
        }
    }

    private static Instant renewed(SqliteJournal journal) {
        return journal.session("s-1").orElseThrow().lease().orElseThrow().renewed();
    }

    private Instant now() {
        return Instant.ofEpochSecond(seconds.incrementAndGet());
    }
}
