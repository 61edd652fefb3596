package dev.perennial.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.SavedSession;
import dev.perennial.agent.Session;
import dev.perennial.agent.SessionEvent;
import dev.perennial.agent.SessionMessage;
import dev.perennial.agent.SessionStore;
import dev.perennial.agent.ToolRunner;
import dev.perennial.agent.journal.Journal;
import dev.perennial.agent.journal.JournalException;
import dev.perennial.agent.journal.Lease;
import dev.perennial.app.config.Setting;
import dev.perennial.client.governor.Governing;
import dev.perennial.simulator.Prompt;
import dev.perennial.simulator.Reply;
import dev.perennial.simulator.SimulatorServer;
import dev.perennial.simulator.SimulatorSettings;
import dev.perennial.web.SessionHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sessions that are run for the page: nothing that was acknowledged stays without an answer. */
@Timeout(120)
final class HostedAnswersTest {

    private final CountDownLatch arrived = new CountDownLatch(1);
    private final Semaphore go = new Semaphore(0);
    private final SimulatorServer server =
            SimulatorServer.start(SimulatorSettings.builder(this::reply).build());

    @TempDir
    private Path folder;

    private Surroundings surroundings;
    private SessionKeeper keeper;
    private RunningMarks marks;
    private HostParts parts;
    private PageSettings settings;
    private HostedSessions sessions;

    /** What is refused is refused slowly, so that something can be said meanwhile. */
    private Reply reply(Prompt prompt) {
        String last = prompt.messages().getLast().toString();
        if (!last.contains("refuse")) {
            return Reply.text("Done.");
        }
        arrived.countDown();
        go.acquireUninterruptibly();
        return new Reply(List.of(Reply.textBlock("No.")), "refusal", JsonNodeFactory.instance.objectNode());
    }

    @BeforeEach
    void open() {
        surroundings = WithoutTerminal.in(
                folder,
                Map.of(
                        "ANTHROPIC_API_KEY",
                        "test",
                        "ANTHROPIC_BASE_URL",
                        server.baseUrl().toString()));
        Map<Setting, String> none = Map.of();
        keeper = SessionKeeper.of(surroundings, surroundings.settings().load(none));
        marks = new RunningMarks(folder.resolve("running"));
        parts = new HostParts(keeper, marks, Governing.OFF, surroundings);
        settings = new PageSettings(surroundings, none);
        sessions = over(journal());
    }

    private HostedSessions over(Journal journal) {
        return new HostedSessions(surroundings, settings, parts, new SessionStore(journal, surroundings.clock()));
    }

    private Journal journal() {
        return keeper.store().orElseThrow().journal();
    }

    @AfterEach
    void close() {
        go.release(100);
        sessions.close();
        parts.close();
        keeper.close();
        server.close();
    }

    private String begin(String text) {
        ObjectNode chosen = JsonNodeFactory.instance.objectNode();
        String id = sessions.newId();
        sessions.begin(
                id,
                new SessionHost.Beginning(Optional.empty(), Optional.of(text).filter(t -> !t.isEmpty()), chosen));
        return id;
    }

    private void await(String session, Predicate<List<SessionEvent>> wanted) throws InterruptedException {
        List<SessionEvent> events = new ArrayList<>();
        SessionStore store = keeper.store().orElseThrow();
        long last = store.read(session, 0, (entry, event) -> events.add(event));
        while (!wanted.test(events)) {
            journal().awaitBeyond(session, last, Duration.ofSeconds(1));
            last = store.read(session, last, (entry, event) -> events.add(event));
        }
    }

    /** That this was said to the model, and the run about it is over. */
    private static Predicate<List<SessionEvent>> answered(String text) {
        return events ->
                events.contains(new SessionEvent.UserInput(text)) && events.getLast() instanceof SessionEvent.RunEnded;
    }

    private static boolean ended(List<SessionEvent> events) {
        return events.getLast() instanceof SessionEvent.RunEnded;
    }

    @Test
    void saidToARunThatFails_isAnswered() throws InterruptedException {
        String session = begin("refuse this");
        arrived.await();
        sessions.say(session, "and that");
        go.release();

        await(session, answered("and that"));
    }

    @Test
    void saidBeforeStop_waitsForWhatIsSaidNext() throws InterruptedException {
        String session = begin("refuse this");
        arrived.await();
        sessions.say(session, "and that");
        sessions.interrupt(session);
        await(session, HostedAnswersTest::ended);

        sessions.say(session, "go on");

        await(session, answered("and that\n\ngo on"));
    }

    @Test
    void saidWhileItStops_isAnswered() throws InterruptedException {
        String session = begin("refuse this");
        arrived.await();
        sessions.interrupt(session);
        sessions.say(session, "do that instead");

        await(session, answered("do that instead"));
    }

    @Test
    void queuedWhenTheProcessDied_isAnsweredByTheNext() throws InterruptedException {
        String session = begin("");
        sessions.close();
        queue(session, "and that");
        marks.begins(session);
        sessions = over(journal());

        sessions.goOnWithInterrupted();

        await(session, answered("and that"));
    }

    private void queue(String id, String text) {
        try (SavedSession saved = keeper.store().orElseThrow().open(id);
                Session session = Session.reopen(
                        saved,
                        1,
                        conversation -> {
                            throw new AssertionError("nothing is asked");
                        },
                        new ToolRunner(List.of()),
                        (seq, event) -> {},
                        System::nanoTime)) {
            session.say(text);
        }
    }

    @Test
    void nothingLeftToDo_isUnmarkedAndGivenBack() throws InterruptedException {
        String session = begin("hello");
        await(session, HostedAnswersTest::ended);
        sessions.close();
        marks.begins(session);
        sessions = over(journal());

        sessions.goOnWithInterrupted();

        while (!marks.all().isEmpty()
                || journal().session(session).orElseThrow().lease().isPresent()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void holderLeavesBeforeItHears_isHeardHere() throws InterruptedException {
        String session = begin("");
        sessions.close();
        AtomicInteger opened = new AtomicInteger();
        Lease elsewhere = new Lease("elsewhere", 1, 1, surroundings.clock().instant());
        sessions = over(FailingJournal.over(journal(), call -> {
            if (call.equals("open") && opened.getAndIncrement() == 0) {
                throw new JournalException.SessionInUse(session, elsewhere);
            }
        }));

        sessions.say(session, "hello");

        await(session, answered("hello"));
    }

    @Test
    void inboxThatCannotBeReadForAMoment_isReadAgain() throws InterruptedException {
        String session = begin("");
        sessions.close();
        AtomicInteger read = new AtomicInteger();
        sessions = over(FailingJournal.over(journal(), call -> {
            if (call.equals("receive") && read.getAndIncrement() < 2) {
                throw new JournalException.Unavailable("The disk is away.", new IOException("away"));
            }
        }));
        sessions.say(session, "hello");
        await(session, answered("hello"));

        journal().post(session, new SessionMessage.Say("from elsewhere").json());

        await(session, answered("from elsewhere"));
    }

    @Test
    void journalThreadThatDies_isAProblem() {
        String session = begin("");
        sessions.close();
        sessions = over(FailingJournal.over(journal(), call -> {
            if (call.equals("append")) {
                throw new LinkageError("a class is missing");
            }
        }));

        assertThatThrownBy(() -> sessions.say(session, "hello")).isInstanceOf(JournalException.Unavailable.class);
    }

    @Test
    void deletedWhileItWorks_leavesNoMark() throws InterruptedException {
        String session = begin("refuse this");
        arrived.await();

        sessions.delete(session);

        assertThat(journal().session(session)).isEmpty();
        assertThat(marks.all()).isEmpty();
    }

    @Test
    void renamedWhileNobodyRunsIt_isCalledSo() {
        String session = begin("");
        sessions.close();
        sessions = over(journal());

        sessions.rename(session, "Another");

        assertThat(journal().session(session).orElseThrow().head().title()).isEqualTo("Another");
        assertThat(Files.exists(folder.resolve("running").resolve(session))).isFalse();
    }
}
