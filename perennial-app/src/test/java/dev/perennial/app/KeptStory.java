package dev.perennial.app;

import dev.perennial.agent.Attempt;
import dev.perennial.agent.EventJson;
import dev.perennial.agent.Outcome;
import dev.perennial.agent.RunResult;
import dev.perennial.agent.SessionEvent;
import dev.perennial.agent.journal.Durability;
import dev.perennial.agent.journal.Journal;
import dev.perennial.agent.journal.JournalBatch;
import dev.perennial.agent.journal.JournalEntry;
import dev.perennial.agent.journal.JournalWriter;
import dev.perennial.agent.journal.SessionHead;
import dev.perennial.journal.SqliteJournal;
import dev.perennial.models.TokenUsage;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** A session that a test tells into the journal of an {@link Invocation}, as the process that runs it would. */
final class KeptStory implements AutoCloseable {

    static final Instant TOLD = Instant.parse("2026-11-20T11:57:00Z");
    static final TokenUsage USAGE = TokenUsage.of(1_000, 200);

    private final String id;
    private final Journal journal;
    private final JournalWriter writer;
    private SessionHead head;

    private KeptStory(String id, Journal journal, SessionHead head) {
        this.id = id;
        this.journal = journal;
        this.head = head;
        this.writer = journal.create(id, head);
    }

    /** Begins a session; its process lives until this is closed. */
    static KeptStory begin(Path folder, String id) {
        return begin(folder, id, "count the lines");
    }

    static KeptStory begin(Path folder, String id, String title) {
        Journal journal = SqliteJournal.open(folder.resolve(".home/journal.db"), () -> TOLD);
        KeptStory story = new KeptStory(id, journal, head(title, SessionHead.State.IDLE));
        return story.tell(new SessionEvent.SessionStarted(id, "claude-opus-5-5", false, "/home/you/shop"));
    }

    private static SessionHead head(String title, SessionHead.State state) {
        return new SessionHead(
                title, state, "claude-opus-5-5", "/home/you/shop", false, 12_071, new BigDecimal("0.0412"));
    }

    KeptStory state(SessionHead.State state) {
        head = head(head.title(), state);
        return replace(Set.of());
    }

    KeptStory tell(SessionEvent... events) {
        return replace(Set.of(), events);
    }

    /** Tells events that say anew what earlier ones said. */
    KeptStory replace(Collection<Long> earlier, SessionEvent... events) {
        List<JournalEntry> entries = new ArrayList<>();
        long seq = writer.lastSeq();
        for (SessionEvent event : events) {
            seq++;
            String json = new EventJson(id).json(seq, event).toString();
            entries.add(new JournalEntry(
                    seq, TOLD, Invocation.parse(json).path("type").asText(), json));
        }
        writer.append(new JournalBatch(entries, Set.copyOf(earlier), List.of(), Set.of(), head), Durability.PROCESS);
        return this;
    }

    /** An entry that is not what it was. */
    void damaged(String json) {
        JournalEntry entry = new JournalEntry(writer.lastSeq() + 1, TOLD, "user", json);
        writer.append(JournalBatch.of(List.of(entry), head), Durability.PROCESS);
    }

    long lastSeq() {
        return writer.lastSeq();
    }

    JournalWriter writer() {
        return writer;
    }

    static SessionEvent ended(String text) {
        Attempt attempt = new Attempt(1, "req_1", "end_turn", Duration.ofMillis(1_500), USAGE);
        return new SessionEvent.RunEnded(
                new RunResult(Outcome.COMPLETE, "", text, "end_turn", USAGE, List.of(attempt)));
    }

    @Override
    public void close() {
        journal.close();
    }
}
