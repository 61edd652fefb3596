package dev.perennial.journal;

import static dev.perennial.journal.Samples.batch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perennial.agent.journal.Durability;
import dev.perennial.agent.journal.JournalEntry;
import dev.perennial.agent.journal.JournalException.SessionInUse;
import dev.perennial.agent.journal.JournalWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Sessions of other processes that are killed, stand still, or go on. */
@Timeout(600)
@DisabledOnOs(OS.WINDOWS)
final class ProcessesTest {

    private static final String SESSION = "s-1";
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    private SqliteJournal journal;

    @BeforeEach
    void open() {
        journal = SqliteJournal.open(file(), InstantSource.system());
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private Path file() {
        return folder.resolve("journal.db");
    }

    @Test
    void kill_atAnyInstant_keepsWhatWasAcknowledgedInWholeBatches() throws Exception {
        long seed = Long.getLong("perennial.seed", 12);
        Random random = new Random(seed);
        for (int round = 0; round < Integer.getInteger("perennial.kills", 20); round++) {
            long acknowledged = killedWhileAppending(1 + random.nextInt(60));
            List<Long> kept = seqs();

            assertThat(kept.size()).as("round %d of seed %d", round, seed).isGreaterThanOrEqualTo((int) acknowledged);
            assertThat(kept.size() % SessionProcess.BATCH).isZero();
            assertThat(kept)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, kept.size()).boxed().toList());
            assertThat(journal.session(SESSION).orElseThrow().lease()).isEmpty();
            try (JournalWriter writer = journal.open(SESSION)) {
                assertThat(writer.lastSeq()).isEqualTo(kept.size());
            }
        }
    }

    /** The place of the last entry that it acknowledged before it was killed, some answers after its start. */
    private long killedWhileAppending(int answers) throws Exception {
        try (Child child = new Child(file())) {
            String last = child.answer();
            child.order("append for ever");
            for (int i = 0; i < answers; i++) {
                last = child.answer();
            }
            List<String> unread = child.kill();
            // A line that was cut short tells of an append that came to its end as well, but not of which.
            String newest = unread.size() < 2 ? last : unread.get(unread.size() - 2);
            return Long.parseLong(newest.substring(newest.indexOf(' ') + 1));
        }
    }

    @Test
    void open_heldByAnotherProcess_isRefusedUntilItDies() throws Exception {
        try (Child child = new Child(file())) {
            assertThat(child.answer()).isEqualTo("holds 0");
            assertThatThrownBy(() -> journal.open(SESSION))
                    .isInstanceOfSatisfying(
                            SessionInUse.class, e -> assertThat(e.lease().pid()).isEqualTo(child.pid()));
            assertThatThrownBy(() -> journal.delete(SESSION)).isInstanceOf(SessionInUse.class);
            try (Child second = new Child(file())) {
                assertThat(second.answer()).startsWith("session_in_use ").contains("process " + child.pid());
            }
            child.kill();
        }
        journal.open(SESSION).close();
    }

    @Test
    void takeOver_fromOneThatStandsStill_letsItWriteNothingWhenItGoesOn() throws Exception {
        try (Child child = new Child(file())) {
            assertThat(child.answer()).isEqualTo("holds 0");
            assertThat(child.answerTo("append")).isEqualTo("kept 3");
            child.signal("STOP");

            assertThatThrownBy(() -> journal.open(SESSION)).isInstanceOf(SessionInUse.class);
            try (JournalWriter writer = journal.takeOver(SESSION)) {
                writer.append(batch(4), Durability.PROCESS);
                child.signal("CONT");

                assertThat(child.answerTo("append")).startsWith("lease_lost ");
                assertThat(child.answerTo("receive")).startsWith("lease_lost ");
                assertThat(seqs()).containsExactly(1L, 2L, 3L, 4L);
                writer.append(batch(5), Durability.PROCESS);
            }
        }
        assertThat(seqs()).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void awaitAndPost_betweenProcesses_reachEachOther() throws Exception {
        try (Child child = new Child(file())) {
            assertThat(child.answer()).isEqualTo("holds 0");
            child.order("append");
            assertThat(journal.awaitBeyond(SESSION, 0, LONG)).isTrue();
            assertThat(seqs()).containsExactly(1L, 2L, 3L);
            assertThat(child.answer()).isEqualTo("kept 3");

            child.order("receive");
            journal.post(SESSION, "stop");
            assertThat(child.answer()).isEqualTo("stop");
        }
    }

    private List<Long> seqs() {
        return journal.read(SESSION, 0, Integer.MAX_VALUE).stream()
                .map(JournalEntry::seq)
                .toList();
    }
}
