package dev.perennial.benchmarks.session;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.agent.EventJson;
import dev.perennial.agent.Outcome;
import dev.perennial.agent.RunResult;
import dev.perennial.agent.SavedSession;
import dev.perennial.agent.SessionEvent;
import dev.perennial.agent.SessionStore;
import dev.perennial.agent.ToolCall;
import dev.perennial.agent.ToolResult;
import dev.perennial.agent.journal.Durability;
import dev.perennial.agent.journal.JournalBatch;
import dev.perennial.agent.journal.JournalEntry;
import dev.perennial.agent.journal.JournalWriter;
import dev.perennial.agent.journal.SessionHead;
import dev.perennial.benchmarks.TempFolder;
import dev.perennial.journal.SqliteJournal;
import dev.perennial.models.TokenUsage;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How long it takes to be in a session of 100,000 events again: to read all of them, and to go on with it. */
public final class Reattaching {

    private static final int EVENTS = 100_000;
    private static final int BATCH = 1_000;
    private static final String SESSION = "s-long";
    private static final SessionHead HEAD =
            new SessionHead("long", SessionHead.State.IDLE, SdkSource.MODEL, "/", true, 0, BigDecimal.ZERO);

    private Reattaching() {}

    /** Rows of the table. */
    public static List<String> rows(int rounds) throws IOException {
        try (TempFolder folder = new TempFolder();
                SqliteJournal journal = SqliteJournal.open(folder.file("journal.db"), InstantSource.system())) {
            fill(journal);
            SessionStore store = new SessionStore(journal, InstantSource.system());
            return List.of(
                    row(
                            "finding the last run of a session of 100,000 events, and reading it",
                            rounds,
                            () -> attach(store)),
                    row("reading all of it", rounds, () -> read(store)),
                    row("opening it to go on with it", rounds, () -> open(store)));
        }
    }

    private static void fill(SqliteJournal journal) {
        try (JournalWriter writer = journal.create(SESSION, HEAD)) {
            List<JournalEntry> batch = new ArrayList<>();
            for (int seq = 1; seq <= EVENTS; seq++) {
                String json = new EventJson(SESSION).json(seq, event(seq)).toString();
                String type = json.substring(9, json.indexOf('"', 9));
                batch.add(new JournalEntry(seq, Instant.EPOCH, type, json));
                if (batch.size() == BATCH) {
                    writer.append(JournalBatch.of(batch, HEAD), Durability.PROCESS);
                    batch.clear();
                }
            }
        }
    }

    /** A session of many turns with a call each. */
    private static SessionEvent event(int seq) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        String id = "toolu_" + seq / 8;
        return seq == 1
                ? new SessionEvent.SessionStarted(SESSION, SdkSource.MODEL, true, "/")
                : switch (seq % 8) {
                    case 2 -> new SessionEvent.UserInput("And what of number " + seq + "?");
                    case 3 ->
                        new SessionEvent.ResponseStarted(
                                "req_" + seq,
                                json.objectNode().put("id", "msg_" + seq).put("model", SdkSource.MODEL));
                    case 4 ->
                        new SessionEvent.BlockFinished(
                                json.objectNode().put("type", "text").put("text", "I look at it. ".repeat(12)));
                    case 5 ->
                        new SessionEvent.ToolStarted(
                                new ToolCall(id, "bash", json.objectNode().put("command", "cat number-" + seq)));
                    case 6 -> new SessionEvent.ToolFinished(id, "bash", ToolResult.text("it is red ".repeat(20)));
                    case 7 -> new SessionEvent.ResponseFinished("end_turn", json.missingNode(), TokenUsage.of(100, 20));
                    default ->
                        new SessionEvent.RunEnded(new RunResult(
                                Outcome.COMPLETE, "", "I look at it.", "end_turn", TokenUsage.of(100, 20), List.of()));
                };
    }

    /** As {@code attach} does. */
    private static void attach(SessionStore store) {
        long[] events = {0};
        store.read(SESSION, store.beforeLastRun(SESSION), (entry, event) -> events[0]++);
        if (events[0] == 0 || events[0] == EVENTS) {
            throw new IllegalStateException("Read " + events[0] + " events");
        }
    }

    private static void read(SessionStore store) {
        long[] events = {0};
        store.read(SESSION, 0, (entry, event) -> events[0]++);
        if (events[0] != EVENTS) {
            throw new IllegalStateException("Read " + events[0] + " events of " + EVENTS);
        }
    }

    private static void open(SessionStore store) {
        try (SavedSession saved = store.open(SESSION)) {
            if (saved.isInterrupted()) {
                throw new IllegalStateException("Nothing was interrupted");
            }
        }
    }

    private static String row(String what, int rounds, Runnable work) {
        double[] times = new double[rounds];
        for (int round = -5; round < rounds; round++) {
            long start = System.nanoTime();
            work.run();
            if (round >= 0) {
                times[round] = (System.nanoTime() - start) / 1e6;
            }
        }
        Arrays.sort(times);
        return String.format(
                Locale.ROOT,
                "| %s, %d times: median, p99 | %.1f ms, %.1f ms | ≤ 200 ms |",
                what,
                rounds,
                times[rounds / 2],
                times[(int) Math.ceil(rounds * 0.99) - 1]);
    }
}
