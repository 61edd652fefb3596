package dev.perennial.benchmarks.session;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.AnthropicClientImpl;
import com.anthropic.core.ClientOptions;
import com.anthropic.models.messages.MessageCreateParams;
import dev.perennial.agent.MessageSource;
import dev.perennial.agent.Outcome;
import dev.perennial.agent.RunResult;
import dev.perennial.agent.Session;
import dev.perennial.agent.SessionSettings;
import dev.perennial.agent.SessionStore;
import dev.perennial.agent.ToolRunner;
import dev.perennial.benchmarks.InMemoryHttp;
import dev.perennial.benchmarks.SampleStream;
import dev.perennial.benchmarks.TempFolder;
import dev.perennial.client.MessageStream;
import dev.perennial.journal.SqliteJournal;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/**
 * What a turn costs at the beginning of a session and at its end: the session's own work, from the input to the result, with the
 * journal and without the transport, which is given the same small request each time.
 */
public final class LongSession {

    private static final int DELTAS = 50;
    private static final int PARTS = 10;

    private LongSession() {}

    /** Rows of the table. */
    public static List<String> rows(int turns) throws IOException {
        AnthropicClient client = new AnthropicClientImpl(ClientOptions.builder()
                .httpClient(new InMemoryHttp(SampleStream.ofDeltas(DELTAS)))
                .build());
        MessageCreateParams request = MessageCreateParams.builder()
                .model(SdkSource.MODEL)
                .maxTokens(1_000)
                .addUserMessage("Go.")
                .build();
        MessageSource source = conversation -> MessageStream.open(client, request);
        SessionSettings settings = new SessionSettings("s-long", "/", SdkSource.MODEL, true, 9);
        try (TempFolder folder = new TempFolder();
                SqliteJournal journal = SqliteJournal.open(folder.file("journal.db"), InstantSource.system());
                Session session = Session.open(
                        new SessionStore(journal, InstantSource.system()),
                        settings,
                        source,
                        new ToolRunner(List.of()),
                        (seq, event) -> {},
                        System::nanoTime)) {
            return rows(session, turns);
        } finally {
            client.close();
        }
    }

    private static List<String> rows(Session session, int turns) {
        int part = turns / PARTS;
        turns(session, part); // the first warm up
        double first = turns(session, part);
        long memory = memory();
        for (int i = 2; i < PARTS - 1; i++) {
            turns(session, part);
        }
        double last = turns(session, part);
        double perTurn = (double) (memory() - memory) / (turns - 2.0 * part);
        return List.of(
                String.format(
                        Locale.ROOT,
                        "| a turn, of %,d: in the second tenth, in the last | %.2f ms, %.2f ms | flat |",
                        turns,
                        first,
                        last),
                String.format(
                        Locale.ROOT,
                        "| memory that a turn keeps, of some 230 characters | %,.0f bytes | flat |",
                        perTurn));
    }

    /** Milliseconds for one. */
    private static double turns(Session session, int count) {
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            RunResult result = session.run("And number " + i + "?");
            if (result.outcome() != Outcome.COMPLETE) {
                throw new IllegalStateException(result.detail());
            }
        }
        return (System.nanoTime() - start) / 1e6 / count;
    }

    @SuppressWarnings("SystemGC") // what is left is what is kept
    private static long memory() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
