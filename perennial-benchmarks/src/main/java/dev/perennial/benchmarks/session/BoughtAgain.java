package dev.perennial.benchmarks.session;

import dev.perennial.agent.Attempt;
import dev.perennial.agent.Outcome;
import dev.perennial.agent.RunResult;
import dev.perennial.agent.Session;
import dev.perennial.agent.SessionEvent;
import dev.perennial.agent.SessionListener;
import dev.perennial.agent.SessionSettings;
import dev.perennial.agent.SessionStore;
import dev.perennial.agent.ToolRunner;
import dev.perennial.benchmarks.TempFolder;
import dev.perennial.journal.SqliteJournal;
import dev.perennial.simulator.Pace;
import dev.perennial.simulator.SimulatorServer;
import dev.perennial.simulator.SimulatorSettings;
import dev.perennial.simulator.manner.Manner;
import dev.perennial.simulator.manner.ResumingBrain;
import dev.perennial.simulator.text.TextBrain;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/**
 * How many output tokens are paid for a second time when a process ends in the middle of an answer and another goes on: the words that
 * show where it goes on, and what was on its way. The process's end is that of its session in this one; what a killed process loses
 * beyond that are the events of one batch, some milliseconds.
 */
public final class BoughtAgain {

    private static final int CHARACTERS = 10_000;

    private final SimulatorServer server;
    private final SdkSource source;
    private final SessionStore store;

    private BoughtAgain(SimulatorServer server, SdkSource source, SessionStore store) {
        this.server = server;
        this.source = source;
        this.store = store;
    }

    /** A row of the table. */
    public static List<String> rows(int rounds) throws IOException, InterruptedException {
        SimulatorSettings settings = SimulatorSettings.builder(ResumingBrain.over(TextBrain.ofCharacters(CHARACTERS)))
                .manner(Manner.OBEDIENT)
                .pace(new Pace(Duration.ofMillis(5), 8_000, Duration.ofSeconds(10)))
                .build();
        try (TempFolder folder = new TempFolder();
                SqliteJournal journal = SqliteJournal.open(folder.file("journal.db"), InstantSource.system());
                SimulatorServer server = SimulatorServer.start(settings);
                SdkSource source = new SdkSource(server)) {
            return List.of(
                    new BoughtAgain(server, source, new SessionStore(journal, InstantSource.system())).row(rounds));
        }
    }

    private String row(int rounds) throws InterruptedException {
        Random random = new Random(12);
        RunResult whole = whole();
        double[] shares = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            int after = random.nextInt(CHARACTERS / 20, CHARACTERS - CHARACTERS / 20);
            shares[round] = 100 * share("s-" + round, after, whole);
        }
        Arrays.sort(shares);
        return String.format(
                Locale.ROOT,
                "| text bought again after an end in mid-text, answers of %,d tokens, %d of them: mean, worst | %.2f %%, %.2f %% | ≤ 5 %% |",
                whole.usage().output(),
                rounds,
                Arrays.stream(shares).average().orElse(0),
                shares[rounds - 1]);
    }

    private RunResult whole() {
        try (Session session = open("s-whole", (seq, event) -> {})) {
            return complete(session.run("Tell me of rivers"));
        }
    }

    /** What the second request cost beyond the text that was missing, of the cost of the answer. */
    private double share(String id, int after, RunResult whole) throws InterruptedException {
        long delivered = endsAfter(id, after);
        try (Session session = Session.reopen(
                store.open(id), 9, source, new ToolRunner(List.of()), (seq, event) -> {}, System::nanoTime)) {
            RunResult result = complete(session.resume());
            if (!result.text().equals(whole.text())) {
                throw new IllegalStateException("The text is not what it would have been");
            }
            Attempt second = result.attempts().getLast();
            double tokensPerCharacter =
                    (double) whole.usage().output() / whole.text().length();
            double missing = (whole.text().length() - delivered) * tokensPerCharacter;
            return (second.usage().output() - missing) / whole.usage().output();
        }
    }

    /** Begins the answer and ends in its middle; how many characters of it are kept. */
    private long endsAfter(String id, int after) throws InterruptedException {
        long[] characters = {0};
        CountDownLatch reached = new CountDownLatch(1);
        SessionListener listener = (seq, event) -> {
            if (event instanceof SessionEvent.TextDelta delta) {
                characters[0] += delta.text().length();
                if (characters[0] >= after) {
                    reached.countDown();
                }
            }
        };
        try (Session session = open(id, listener)) {
            Thread running = Thread.ofVirtual().start(() -> session.run("Tell me of rivers"));
            reached.await();
            session.park();
            running.join();
        }
        return characters[0];
    }

    private Session open(String id, SessionListener listener) {
        SessionSettings settings = new SessionSettings(id, "/", SdkSource.MODEL, true, 9);
        return Session.open(store, settings, source, new ToolRunner(List.of()), listener, System::nanoTime);
    }

    private RunResult complete(RunResult result) {
        if (result.outcome() != Outcome.COMPLETE) {
            throw new IllegalStateException(
                    result.detail() + " after " + server.requests().size() + " requests");
        }
        return result;
    }
}
