package dev.perennial.journal;

import static dev.perennial.journal.Samples.HEAD;
import static dev.perennial.journal.Samples.batch;
import static dev.perennial.journal.Samples.entry;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perennial.agent.journal.Durability;
import dev.perennial.agent.journal.Journal;
import dev.perennial.agent.journal.JournalBatch;
import dev.perennial.agent.journal.JournalContent;
import dev.perennial.agent.journal.JournalEntry;
import dev.perennial.agent.journal.JournalException.LeaseLost;
import dev.perennial.agent.journal.JournalException.SessionExists;
import dev.perennial.agent.journal.JournalException.SessionInUse;
import dev.perennial.agent.journal.JournalException.SessionUnknown;
import dev.perennial.agent.journal.JournalMessage;
import dev.perennial.agent.journal.JournalWriter;
import dev.perennial.agent.journal.SessionHead;
import dev.perennial.agent.journal.SessionRow;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store of sessions has to do. A store opens itself twice here: as two programs would that know nothing of each other. */
@Timeout(120)
abstract class JournalContract {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final List<Journal> opened = new ArrayList<>();
    private volatile Instant now = Instant.parse("2026-11-22T10:00:00.123Z");
    private Journal journal;
    private Journal other;

    /** The store, the same for every call within a test. */
    abstract Journal open(InstantSource clock);

    @BeforeEach
    void openBoth() {
        journal = opened(open(() -> now));
        other = opened(open(() -> now));
    }

    @AfterEach
    void closeAll() {
        opened.forEach(Journal::close);
    }

    private Journal opened(Journal fresh) {
        opened.add(fresh);
        return fresh;
    }

    @Test
    void create_newSession_isListedWithItsHeadAndLease() {
        try (JournalWriter writer = journal.create("s-1", HEAD)) {
            assertThat(writer.session()).isEqualTo("s-1");
            assertThat(writer.lastSeq()).isZero();

            SessionRow row = other.session("s-1").orElseThrow();
            assertThat(row.id()).isEqualTo("s-1");
            assertThat(row.created()).isEqualTo(now);
            assertThat(row.written()).isEqualTo(now);
            assertThat(row.lastSeq()).isZero();
            assertThat(row.head()).isEqualTo(HEAD);
            assertThat(row.lease().orElseThrow().pid())
                    .isEqualTo(ProcessHandle.current().pid());
        }
        assertThat(other.session("s-1").orElseThrow().lease()).isEmpty();
    }

    @Test
    void create_takenId_isRefused() {
        journal.create("s-1", HEAD).close();

        assertThatThrownBy(() -> other.create("s-1", HEAD))
                .isInstanceOf(SessionExists.class)
                .hasMessageContaining("s-1");
    }

    @Test
    void unknownSession_everywhere_isToldAsSuch() throws Exception {
        assertThatThrownBy(() -> journal.open("s-0")).isInstanceOf(SessionUnknown.class);
        assertThatThrownBy(() -> journal.takeOver("s-0")).isInstanceOf(SessionUnknown.class);
        assertThatThrownBy(() -> journal.read("s-0", 0, 1)).isInstanceOf(SessionUnknown.class);
        assertThatThrownBy(() -> journal.post("s-0", "stop")).isInstanceOf(SessionUnknown.class);
        assertThat(journal.session("s-0")).isEmpty();
        assertThat(journal.delete("s-0")).isFalse();
        assertThat(journal.awaitBeyond("s-0", 0, LONG)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void append_aBatch_isReadExactlyAndMovesTheRow(Durability durability) {
        List<JournalEntry> entries = List.of(
                new JournalEntry(1, now, "text", "{\"text\":\"für 😀 \\u0000 \\ud83d\"}"),
                new JournalEntry(7, now.plusMillis(1), "usage", "{\"tokens\" : 1.50}"));
        SessionHead head = new SessionHead(
                "Zwei",
                SessionHead.State.RUNNING,
                "claude-opus-5-5",
                "/tmp/ä",
                true,
                1_234_567_890_123L,
                new BigDecimal("0.10"));
        try (JournalWriter writer = journal.create("s-1", HEAD)) {
            now = now.plusSeconds(5);
            writer.append(JournalBatch.of(entries, head), durability);

            assertThat(writer.lastSeq()).isEqualTo(7);
            assertThat(other.read("s-1", 0, 10)).isEqualTo(entries);
            SessionRow row = other.session("s-1").orElseThrow();
            assertThat(row.head()).isEqualTo(head);
            assertThat(row.lastSeq()).isEqualTo(7);
            assertThat(row.written()).isEqualTo(now);
            assertThat(row.created()).isBefore(now);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "\ud83d",
                "a\udc00b",
                "\ud83d\ude00\ud83d",
                "nul \0 nul",
                "\uffff\ufeff",
                "line\r\nline"
            })
    void text_ofAnyKind_isReadBackExactly(String text) throws Exception {
        SessionHead head = new SessionHead(text, SessionHead.State.IDLE, "m", "/", false, 0, BigDecimal.ZERO);
        try (JournalWriter writer = journal.create("s-1", head)) {
            writer.append(JournalBatch.of(List.of(new JournalEntry(1, now, "text", text)), head), Durability.PROCESS);
            other.post("s-1", text);

            assertThat(other.read("s-1", 0, 1).getFirst().json()).isEqualTo(text);
            assertThat(other.session("s-1").orElseThrow().head().title()).isEqualTo(text);
            assertThat(texts(writer.receive(LONG))).containsExactly(text);
        }
    }

    @Test
    void readBackwards_portions_areTheEntriesFromTheEnd() {
        try (JournalWriter writer = journal.create("s-1", HEAD);
                JournalWriter neighbour = journal.create("s-2", HEAD)) {
            for (long seq = 1; seq <= 5; seq++) {
                writer.append(batch(seq), Durability.PROCESS);
                neighbour.append(batch(seq), Durability.PROCESS);
            }
        }

        assertThat(other.readBackwards("s-2", Long.MAX_VALUE, 2)).containsExactly(entry(5), entry(4));
        assertThat(other.readBackwards("s-2", 4, 100)).containsExactly(entry(3), entry(2), entry(1));
        assertThat(other.readBackwards("s-2", 1, 100)).isEmpty();
        assertThatThrownBy(() -> other.readBackwards("s-3", 1, 100)).isInstanceOf(SessionUnknown.class);
    }

    @Test
    void append_headOnly_changesTheRow() {
        try (JournalWriter writer = journal.create("s-1", HEAD)) {
            writer.append(batch(1), Durability.PROCESS);
            SessionHead failed = new SessionHead(
                    "t", SessionHead.State.FAILED, "m", "/", false, 5, new BigDecimal("1.2345678901234567890"));
            writer.append(JournalBatch.of(List.of(), failed), Durability.PROCESS);

            assertThat(other.session("s-1").orElseThrow().head()).isEqualTo(failed);
            assertThat(writer.lastSeq()).isEqualTo(1);
        }
    }

    @Test
    void append_placesThatDoNotRise_areRefusedAndNothingIsWritten() {
        try (JournalWriter writer = journal.create("s-1", HEAD)) {
            writer.append(batch(3), Durability.PROCESS);

            assertThatThrownBy(() -> writer.append(batch(3), Durability.PROCESS))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("3");
            assertThatThrownBy(() -> writer.append(batch(4, 5, 5), Durability.PROCESS))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(places("s-1")).containsExactly(3L);

            writer.append(batch(4), Durability.PROCESS);
            assertThat(places("s-1")).containsExactly(3L, 4L);
        }
    }

    @Test
    void append_replacing_showsEitherTheOldOrTheNew() {
        try (JournalWriter writer = journal.create("s-1", HEAD)) {
            writer.append(batch(1, 2, 3, 4), Durability.PROCESS);
            writer.append(
                    new JournalBatch(List.of(entry(5)), Set.of(2L, 3L, 99L), List.of(), Set.of(), HEAD),
                    Durability.PROCESS);

            assertThat(places("s-1")).containsExactly(1L, 4L, 5L);
        }
    }

    @Test
    void append_afterOneThatFailedInTheMiddle_writesOnlyTheNew() {
        JournalEntry unkeepable = new JournalEntry(2, Instant.MAX, "text", "{}");
        try (JournalWriter writer = journal.create("s-1", HEAD)) {
            assertThatThrownBy(() ->
                            writer.append(JournalBatch.of(List.of(entry(1), unkeepable), HEAD), Durability.PROCESS))
                    .isInstanceOf(RuntimeException.class);
            assertThat(places("s-1")).isEmpty();

            writer.append(batch(1, 2), Durability.PROCESS);
            assertThat(other.read("s-1", 0, 10)).containsExactly(entry(1), entry(2));
        }
    }

    @Test
    void append_closedWriter_isRefused() {
        JournalWriter writer = journal.create("s-1", HEAD);
        writer.close();
        writer.close();

        assertThatThrownBy(() -> writer.append(batch(1), Durability.PROCESS)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void read_inPortions_meetsEachEntryOnce() {
        try (JournalWriter writer = journal.create("s-1", HEAD);
                JournalWriter neighbour = journal.create("s-2", HEAD)) {
            for (long seq = 1; seq <= 25; seq += 5) {
                writer.append(batch(seq, seq + 1, seq + 2, seq + 3, seq + 4), Durability.PROCESS);
                neighbour.append(batch(seq, seq + 1), Durability.PROCESS);
            }
            List<Long> met = new ArrayList<>();
            List<JournalEntry> portion = other.read("s-1", 0, 7);
            while (!portion.isEmpty()) {
                portion.forEach(entry -> met.add(entry.seq()));
                portion = other.read("s-1", met.getLast(), 7);
            }
            assertThat(met)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 25).boxed().toList());
            assertThat(other.read("s-1", 24, 7)).containsExactly(entry(25));
            assertThat(other.read("s-1", Long.MAX_VALUE, 7)).isEmpty();
            assertThatThrownBy(() -> other.read("s-1", 0, 0)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void open_heldSession_isRefusedWithItsHolder() {
        try (JournalWriter writer = journal.create("s-1", HEAD)) {
            for (Journal any : List.of(journal, other)) {
                assertThatThrownBy(() -> any.open(writer.session()))
                        .isInstanceOfSatisfying(SessionInUse.class, inUse -> {
                            assertThat(inUse.lease().pid())
                                    .isEqualTo(ProcessHandle.current().pid());
                            assertThat(inUse.retryable()).isTrue();
                        })
                        .hasMessageContaining("s-1");
            }
        }
    }

    @Test
    void open_heldSession_isRefusedHoweverTheClockJumps() {
        try (JournalWriter writer = journal.create("s-1", HEAD)) {
            now = now.plus(Duration.ofDays(400));
            assertThatThrownBy(() -> other.open(writer.session())).isInstanceOf(SessionInUse.class);
            now = now.minus(Duration.ofDays(800));
            assertThatThrownBy(() -> other.open(writer.session())).isInstanceOf(SessionInUse.class);
            writer.append(batch(1), Durability.PROCESS);
        }
    }

    @Test
    void open_givenBack_goesOnBehindTheLastEntry() {
        try (JournalWriter first = journal.create("s-1", HEAD)) {
            first.append(batch(1, 2), Durability.PROCESS);
        }
        try (JournalWriter second = other.open("s-1")) {
            assertThat(second.lastSeq()).isEqualTo(2);
            second.append(batch(3), Durability.PROCESS);
        }
        assertThat(places("s-1")).containsExactly(1L, 2L, 3L);
    }

    @Test
    void open_journalClosed_gaveItsLeasesBack() {
        Journal third = open(() -> now);
        JournalWriter writer = third.create("s-1", HEAD);
        writer.append(batch(1), Durability.PROCESS);
        third.close();

        assertThat(other.session("s-1").orElseThrow().lease()).isEmpty();
        other.open("s-1").close();
    }

    @Test
    void takeOver_livingWriter_losesItsLeaseAndWritesNothingMore() {
        JournalWriter old = journal.create("s-1", HEAD);
        old.append(batch(1), Durability.PROCESS);
        long epoch = epoch("s-1");
        try (JournalWriter young = other.takeOver("s-1")) {
            assertThat(epoch("s-1")).isGreaterThan(epoch);
            assertThatThrownBy(() -> old.append(batch(2), Durability.PROCESS))
                    .isInstanceOf(LeaseLost.class)
                    .hasMessageContaining("s-1");
            assertThatThrownBy(() -> old.receive(LONG)).isInstanceOf(LeaseLost.class);
            old.close();

            assertThat(places("s-1")).containsExactly(1L);
            assertThat(other.session("s-1").orElseThrow().lease()).isPresent();
            young.append(batch(2), Durability.PROCESS);
        }
        assertThat(places("s-1")).containsExactly(1L, 2L);
    }

    @Test
    void takeOver_whileTheOldOneAppends_goesOnBehindItsLastEntry() throws Exception {
        for (int round = 0; round < 10; round++) {
            String session = "s-" + round;
            JournalWriter old = journal.create(session, HEAD);
            FutureTask<Long> appending = begin(() -> appendUntilLost(old));
            assertThat(other.awaitBeyond(session, 5, LONG)).isTrue();
            try (JournalWriter young = other.takeOver(session)) {
                long last = appending.get();
                assertThat(young.lastSeq()).isEqualTo(last);
                young.append(batch(last + 1), Durability.PROCESS);
                assertThat(other.read(session, last - 1, 10)).containsExactly(entry(last), entry(last + 1));
            }
            old.close();
        }
    }

    /** The place of the last entry that was written. */
    private static long appendUntilLost(JournalWriter writer) {
        while (true) {
            try {
                writer.append(batch(writer.lastSeq() + 1), Durability.PROCESS);
            } catch (LeaseLost lost) {
                return writer.lastSeq();
            }
        }
    }

    private long epoch(String session) {
        return other.session(session).orElseThrow().lease().orElseThrow().epoch();
    }

    @Test
    void takeOver_whileTheOldOneWaitsForMessages_tellsItAtOnce() throws Exception {
        try (JournalWriter old = journal.create("s-1", HEAD)) {
            FutureTask<List<String>> waiting = begin(() -> texts(old.receive(LONG)));
            try (JournalWriter young = other.takeOver("s-1")) {
                assertThatThrownBy(waiting::get).hasCauseInstanceOf(LeaseLost.class);
                assertThat(young.lastSeq()).isZero();
            }
        }
    }

    @Test
    void unfinished_sessionsThatWorkOrAsk_alsoOnceNobodyHoldsThem() {
        for (SessionHead.State state : SessionHead.State.values()) {
            SessionHead head = new SessionHead("t", state, "m", "/", false, 0, BigDecimal.ZERO);
            now = now.plusSeconds(1);
            journal.create("s-" + state, head).close();
        }

        assertThat(other.unfinished().stream().map(SessionRow::id)).containsExactly("s-ASKING", "s-RUNNING");
    }

    @Test
    void sessions_many_theOneWrittenLastComesFirst() {
        try (JournalWriter a = journal.create("s-a", HEAD)) {
            now = now.plusSeconds(1);
            journal.create("s-b", HEAD).close();
            now = now.plusSeconds(1);
            journal.create("s-c", HEAD).close();
            now = now.plusSeconds(1);
            a.append(batch(1), Durability.PROCESS);

            assertThat(other.sessions().stream().map(SessionRow::id)).containsExactly("s-a", "s-c", "s-b");
            assertThat(other.sessions().stream().map(row -> row.lease().isPresent()))
                    .containsExactly(true, false, false);
        }
    }

    @Test
    void content_sharedBySessions_isKeptUntilTheLastIsGone() {
        JournalContent image = JournalContent.of("an image".getBytes(UTF_8));
        JournalContent own = JournalContent.of(new byte[] {0, -1, 0});
        try (JournalWriter one = journal.create("s-1", HEAD);
                JournalWriter two = journal.create("s-2", HEAD)) {
            one.append(
                    new JournalBatch(List.of(entry(1)), Set.of(), List.of(image, own), Set.of(), HEAD),
                    Durability.PROCESS);
            one.append(
                    new JournalBatch(List.of(entry(2)), Set.of(), List.of(image), Set.of(), HEAD), Durability.PROCESS);
            two.append(
                    new JournalBatch(List.of(entry(1)), Set.of(), List.of(image), Set.of(), HEAD), Durability.PROCESS);
        }
        assertThat(other.content(image.hash())).hasValue(image.bytes());
        assertThat(other.content(own.hash())).hasValue(own.bytes());

        assertThat(other.delete("s-1")).isTrue();
        assertThat(journal.content(image.hash())).hasValue(image.bytes());
        assertThat(journal.content(own.hash())).isEmpty();

        assertThat(other.delete("s-2")).isTrue();
        assertThat(journal.content(image.hash())).isEmpty();
    }

    @Test
    void delete_session_leavesNothingOfItAndNothingElseChanges() {
        try (JournalWriter writer = journal.create("s-1", HEAD);
                JournalWriter kept = journal.create("s-2", HEAD)) {
            writer.append(batch(1, 2, 3), Durability.PROCESS);
            kept.append(batch(1, 2), Durability.PROCESS);
        }
        journal.post("s-1", "for nobody");

        assertThat(journal.delete("s-1")).isTrue();

        assertThat(other.session("s-1")).isEmpty();
        assertThatThrownBy(() -> other.read("s-1", 0, 1)).isInstanceOf(SessionUnknown.class);
        assertThat(places("s-2")).containsExactly(1L, 2L);
        assertThat(other.delete("s-1")).isFalse();
    }

    @Test
    void delete_idUsedAgain_isAnotherSession() throws Exception {
        try (JournalWriter writer = journal.create("s-1", HEAD)) {
            writer.append(batch(1, 2), Durability.PROCESS);
        }
        journal.post("s-1", "for the old one");
        journal.delete("s-1");
        try (JournalWriter again = other.create("s-1", HEAD)) {
            assertThat(again.lastSeq()).isZero();
            assertThat(texts(again.receive(Duration.ZERO))).isEmpty();
            again.append(batch(1), Durability.PROCESS);
            assertThat(places("s-1")).containsExactly(1L);
        }
    }

    @Test
    void delete_heldSession_isRefused() {
        try (JournalWriter writer = journal.create("s-1", HEAD)) {
            assertThatThrownBy(() -> other.delete("s-1")).isInstanceOf(SessionInUse.class);
            writer.append(batch(1), Durability.PROCESS);
        }
        assertThat(other.delete("s-1")).isTrue();
    }

    @Test
    void deleteOlderThan_takesThoseThatNobodyHoldsOrWrote() {
        try (JournalWriter held = journal.create("s-held", HEAD)) {
            journal.create("s-old", HEAD).close();
            Instant limit = now.plusSeconds(1);
            now = limit;
            journal.create("s-young", HEAD).close();

            assertThat(other.deleteOlderThan(limit)).containsExactly("s-old");
            assertThat(other.sessions().stream().map(SessionRow::id)).containsExactlyInAnyOrder("s-held", "s-young");
            assertThat(held.lastSeq()).isZero();
        }
    }

    @Test
    void deleteOlderThan_sessionsInUseMeanwhile_areLeftAlone() throws Exception {
        Instant limit = now.plusSeconds(1);
        for (int i = 0; i < 40; i++) {
            journal.create("s-" + i, HEAD).close();
        }
        now = limit;
        FutureTask<List<String>> deleting = begin(() -> other.deleteOlderThan(limit));
        List<String> written = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            try (JournalWriter writer = journal.open("s-" + i)) {
                writer.append(batch(1), Durability.PROCESS);
                written.add(writer.session());
            } catch (SessionUnknown deleted) {
                assertThat(deleted).hasMessageContaining("s-" + i);
            }
        }
        assertThat(deleting.get()).hasSize(40 - written.size());
        assertThat(other.sessions().stream().map(SessionRow::id)).containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void awaitBeyond_entryThere_returnsAtOnce() throws Exception {
        try (JournalWriter writer = journal.create("s-1", HEAD)) {
            writer.append(batch(1, 2), Durability.PROCESS);

            assertThat(other.awaitBeyond("s-1", 1, LONG)).isTrue();
            assertThat(other.awaitBeyond("s-1", 2, Duration.ZERO)).isFalse();
            assertThat(other.awaitBeyond("s-1", 2, Duration.ofMillis(1))).isFalse();
        }
    }

    @Test
    void awaitBeyond_fromBothSides_noticesWhatComes() throws Exception {
        try (JournalWriter writer = journal.create("s-1", HEAD)) {
            FutureTask<Boolean> here = begin(() -> journal.awaitBeyond("s-1", 0, LONG));
            FutureTask<Boolean> there = begin(() -> other.awaitBeyond("s-1", 0, LONG));
            writer.append(batch(1), Durability.PROCESS);

            assertThat(here.get()).isTrue();
            assertThat(there.get()).isTrue();
        }
    }

    @Test
    void awaitBeyond_sessionDeleted_endsWithoutOne() throws Exception {
        journal.create("s-1", HEAD).close();
        FutureTask<Boolean> here = begin(() -> journal.awaitBeyond("s-1", 0, LONG));
        FutureTask<Boolean> there = begin(() -> other.awaitBeyond("s-1", 0, LONG));
        journal.delete("s-1");

        assertThat(here.get()).isFalse();
        assertThat(there.get()).isFalse();
    }

    @Test
    void awaitBeyond_journalClosed_endsWithoutOne() throws Exception {
        Journal third = open(() -> now);
        third.create("s-1", HEAD).close();
        FutureTask<Boolean> waiting = begin(() -> third.awaitBeyond("s-1", 0, LONG));
        while (!waiting.isDone()) {
            third.close();
        }
    }

    @Test
    void awaitBeyond_interrupted_says() {
        try (JournalWriter writer = journal.create("s-1", HEAD)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> other.awaitBeyond(writer.session(), 0, LONG))
                    .isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void readers_thatFollow_meetEveryEntryOnce() throws Exception {
        int last = 300;
        List<FutureTask<List<Long>>> readers = new ArrayList<>();
        try (JournalWriter writer = journal.create("s-1", HEAD)) {
            for (int i = 0; i < 8; i++) {
                Journal from = i % 2 == 0 ? journal : other;
                readers.add(begin(() -> follow(from, "s-1", last)));
            }
            for (long seq = 1; seq <= last; seq += 2) {
                writer.append(batch(seq, seq + 1), Durability.PROCESS);
            }
            for (FutureTask<List<Long>> reader : readers) {
                assertThat(reader.get())
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, last).boxed().toList());
            }
        }
    }

    private static List<Long> follow(Journal journal, String session, long last) throws InterruptedException {
        List<Long> met = new ArrayList<>();
        long after = 0;
        while (after < last && journal.awaitBeyond(session, after, LONG)) {
            for (JournalEntry entry : journal.read(session, after, 10)) {
                met.add(entry.seq());
                after = entry.seq();
            }
        }
        return met;
    }

    @Test
    void messages_posted_arriveOnceAndInOrder() throws Exception {
        try (JournalWriter writer = journal.create("s-1", HEAD)) {
            assertThat(texts(writer.receive(Duration.ZERO))).isEmpty();
            other.post("s-1", "one");
            other.post("s-1", "two");
            assertThat(texts(writer.receive(LONG))).containsExactly("one", "two");
            assertThat(texts(writer.receive(Duration.ofMillis(1)))).isEmpty();
        }
    }

    @Test
    void messages_postedWhileOneWaits_arriveFromBothSides() throws Exception {
        try (JournalWriter writer = journal.create("s-1", HEAD)) {
            for (Journal from : List.of(journal, other, journal, other)) {
                FutureTask<List<String>> waiting = begin(() -> texts(writer.receive(LONG)));
                from.post("s-1", "hear");
                assertThat(waiting.get()).containsExactly("hear");
            }
        }
    }

    @Test
    void messages_postedToNobody_waitForTheNextHolder() throws Exception {
        journal.create("s-1", HEAD).close();
        other.post("s-1", "later");
        try (JournalWriter writer = other.open("s-1")) {
            assertThat(texts(writer.receive(LONG))).containsExactly("later");
        }
    }

    @Test
    void receive_closedMeanwhile_endsEmpty() throws Exception {
        JournalWriter writer = journal.create("s-1", HEAD);
        FutureTask<List<String>> waiting = begin(() -> texts(writer.receive(LONG)));
        writer.close();

        assertThat(waiting.get()).isEmpty();
        assertThat(texts(writer.receive(LONG))).isEmpty();
    }

    @Test
    void receive_whileAppending_isAllowed() throws Exception {
        try (JournalWriter writer = journal.create("s-1", HEAD)) {
            FutureTask<List<String>> waiting = begin(() -> {
                List<String> got = new ArrayList<>();
                while (got.size() < 50) {
                    got.addAll(texts(writer.receive(LONG)));
                }
                return got;
            });
            List<String> sent = new ArrayList<>();
            for (int i = 1; i <= 50; i++) {
                writer.append(batch(i), Durability.PROCESS);
                other.post("s-1", "m" + i);
                sent.add("m" + i);
            }
            assertThat(waiting.get()).isEqualTo(sent);
        }
    }

    @Test
    void receive_notTakenByItsWriter_isReceivedByTheNext() throws Exception {
        try (JournalWriter writer = journal.create("s-1", HEAD)) {
            other.post("s-1", "one");
            other.post("s-1", "two");
            List<JournalMessage> received = writer.receive(LONG);
            long first = received.getFirst().place();
            writer.append(
                    new JournalBatch(List.of(entry(1)), Set.of(), List.of(), Set.of(first), HEAD), Durability.PROCESS);
        }
        try (JournalWriter next = other.open("s-1")) {
            assertThat(texts(next.receive(LONG))).containsExactly("two");
        }
    }

    @Test
    void take_messageOfAnotherSession_staysThere() throws Exception {
        try (JournalWriter one = journal.create("s-1", HEAD);
                JournalWriter two = journal.create("s-2", HEAD)) {
            other.post("s-2", "not yours");
            long place = two.receive(LONG).getFirst().place();
            one.append(new JournalBatch(List.of(), Set.of(), List.of(), Set.of(place), HEAD), Durability.PROCESS);
        }
        try (JournalWriter next = other.open("s-2")) {
            assertThat(texts(next.receive(LONG))).containsExactly("not yours");
        }
    }

    private static List<String> texts(List<JournalMessage> messages) {
        return messages.stream().map(JournalMessage::text).toList();
    }

    private List<Long> places(String session) {
        return other.read(session, 0, 1_000).stream().map(JournalEntry::seq).toList();
    }

    private static <T> FutureTask<T> begin(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofVirtual().start(task);
        return task;
    }
}
