package dev.perennial.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.models.messages.MessageCreateParams;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.journal.Durability;
import dev.perennial.agent.journal.JournalException;
import dev.perennial.agent.journal.JournalWriter;
import dev.perennial.agent.permission.ToolAccess;
import dev.perennial.client.ClientFactory;
import dev.perennial.client.ClientSettings;
import dev.perennial.client.MessageStream;
import dev.perennial.client.Perennial;
import dev.perennial.client.RawMessages;
import dev.perennial.client.ReceivedMessage;
import dev.perennial.simulator.LoggedRequest;
import dev.perennial.simulator.Reply;
import dev.perennial.simulator.SimulatorServer;
import dev.perennial.simulator.SimulatorSettings;
import dev.perennial.simulator.manner.Manner;
import dev.perennial.simulator.manner.ResumingBrain;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Sessions that are gone on with in another process, against the simulator, whose checks refuse any conversation that the API
 * would.
 */
@Timeout(120)
final class SavedSessionTest {

    private static final String MODEL = "claude-opus-5-5";
    private static final String ANSWER = "First I looked, then I counted; there are seven of them. 七つです。";

    private final SimulatorServer server =
            SimulatorServer.start(SimulatorSettings.builder(ResumingBrain.over(prompt -> reply(prompt.messages())))
                    .tokensPerDelta(2)
                    .manner(Manner.OBEDIENT)
                    .build());
    private final AnthropicClient client = ClientFactory.create(ClientSettings.builder()
            .baseUrl(server.baseUrl().toString())
            .apiKey("test")
            .maxRetries(0)
            .interceptor(Perennial.create())
            .build());
    private final List<SessionEvent> events = new ArrayList<>();
    private final AtomicInteger noted = new AtomicInteger();
    private final AtomicInteger read = new AtomicInteger();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    /** Depends on the conversation alone: a call of each tool first, then the answer. */
    private static Reply reply(List<JsonNode> messages) {
        if (!messages.toString().contains("\"name\":\"read\"")) {
            return Reply.of(Reply.textBlock("Let me look."), call("read"), call("note"));
        }
        return messages.toString().contains("\"name\":\"note\"")
                ? Reply.of(Reply.thinkingBlock("So that is it."), Reply.textBlock(ANSWER))
                : Reply.of(call("note"));
    }

    @Test
    void resume_diedAtAnyInstant_goesOnToTheSameEnd() {
        List<FakeJournal> instants = everyInstantOfARun();
        assertThat(instants).hasSizeGreaterThan(40);

        instants.forEach(this::goesOnFrom);
    }

    private List<FakeJournal> everyInstantOfARun() {
        try (Session session =
                Session.open(settings(), this::open, tools(), (seq, event) -> events.add(event), System::nanoTime)) {
            session.run("Count them");
        }
        return everyInstantOf(events);
    }

    /** The journal as it was after each of these events, had each been written by itself. */
    static List<FakeJournal> everyInstantOf(List<SessionEvent> events) {
        FakeJournal journal = new FakeJournal();
        SessionFold fold = new SessionFold();
        EntryWriter entries = new EntryWriter(new Pieces(), InstantSource.system());
        try (JournalWriter writer = journal.create("s-1", fold.head())) {
            for (SessionEvent event : events) {
                fold.add(event);
                writer.append(
                        entries.batch(writer.lastSeq(), List.of(event), Set.of(), fold.head()), Durability.PROCESS);
            }
        }
        return journal.instants();
    }

    private void goesOnFrom(FakeJournal instant) {
        List<String> types = instant.types();
        boolean begun = noteStarted(instant);
        noted.set(0);
        try (Session session = reopen(instant)) {
            if (!session.isInterrupted()) {
                assertThat(types.contains("user")).isEqualTo(types.contains("result"));
                return;
            }
            RunResult result = session.resume();
            assertThat(result.outcome()).as("after %s", types).isEqualTo(Outcome.COMPLETE);
            assertThat(result.text()).as("after %s", types).isEqualTo(ANSWER);
            assertThat(noted.get()).as("after %s", types).isEqualTo(begun ? 0 : 1);
            assertThat(session.run("And now?").outcome()).isEqualTo(Outcome.COMPLETE);
        } catch (JournalException.Unreadable nothingThere) {
            assertThat(types).isEmpty();
        }
    }

    private static boolean noteStarted(FakeJournal journal) {
        return journal.read("s-1", 0, 10_000).stream()
                .anyMatch(entry ->
                        entry.type().equals("tool_started") && entry.json().contains("\"note\""));
    }

    @Test
    void run_diedAtAnyInstantThenSomethingElseIsSaid_historyIsAccepted() {
        for (FakeJournal instant : everyInstantOfARun()) {
            if (!instant.types().isEmpty()) {
                try (Session session = reopen(instant)) {
                    assertThat(session.run("Never mind, count others").outcome())
                            .as("after %s", instant.types())
                            .isEqualTo(Outcome.COMPLETE);
                }
            }
        }
    }

    @Test
    void journal_runIsOver_hasNoPiecesLeft() {
        FakeJournal journal = new FakeJournal();
        try (Session session = begin(journal)) {
            session.run("Count them");
        }

        assertThat(journal.types())
                .containsExactly(
                        "session",
                        "user",
                        "request",
                        "response",
                        "block",
                        "block",
                        "tool_started",
                        "block",
                        "response_end",
                        "attempt",
                        "tool_result",
                        "tool_started",
                        "tool_result",
                        "request",
                        "response",
                        "block",
                        "block",
                        "response_end",
                        "attempt",
                        "result");
    }

    @Test
    void listener_event_isKeptBeforeItIsTold() {
        FakeJournal journal = new FakeJournal();
        List<Boolean> kept = new ArrayList<>();
        SessionListener listener = (seq, event) -> kept.add(journal.batches().stream()
                .anyMatch(batch -> batch.entries().stream().anyMatch(entry -> entry.seq() >= seq)));

        try (Session session = Session.open(
                new SessionStore(journal, InstantSource.system()),
                settings(),
                this::open,
                tools(),
                listener,
                System::nanoTime)) {
            session.run("Count them");
        }

        assertThat(kept).isNotEmpty().doesNotContain(false);
    }

    @Test
    void resume_toolWasRunning_modelHearsThatNobodyKnows() {
        FakeJournal journal = new FakeJournal();
        try (Session session = begin(journal)) {
            session.run("Count them");
        }
        FakeJournal instant = journal.instants().stream()
                .filter(SavedSessionTest::noteStarted)
                .filter(past -> past.types().getLast().equals("tool_started"))
                .findFirst()
                .orElseThrow();

        try (Session session = reopen(instant)) {
            session.resume();
        }

        JsonNode results = lastRequest().path("messages").path(2).path("content");
        assertThat(results).hasSize(2);
        assertThat(results.path(1).path("is_error").asBoolean()).isTrue();
        assertThat(results.path(1).path("content").path(0).path("text").asText())
                .contains("outcome of this call is unknown");
        assertThat(results.path(0).path("is_error").asBoolean()).isFalse();
    }

    /** The journal of a run that was to stop, and whose process died before it had stopped. */
    private FakeJournal diedWhileItStopped() {
        AtomicReference<Session> running = new AtomicReference<>();
        SessionListener stopping = (seq, event) -> {
            events.add(event);
            if (event instanceof SessionEvent.ResponseStarted) {
                running.get().cancel();
            }
        };
        try (Session session = Session.open(settings(), this::open, tools(), stopping, System::nanoTime)) {
            running.set(session);
            session.run("Count them");
        }
        return everyInstantOf(events).stream()
                .filter(past -> past.types().contains("stop") && !past.types().contains("result"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void resume_stopWasAsked_ends() {
        FakeJournal instant = diedWhileItStopped();
        int requests = server.requests().size();

        try (Session session = reopen(instant)) {
            assertThat(session.resume().outcome()).isEqualTo(Outcome.CANCELLED);
        }

        assertThat(server.requests()).hasSize(requests);
    }

    @Test
    void run_stopWasAskedBeforeTheProcessDied_newTaskIsDone() {
        FakeJournal instant = diedWhileItStopped();

        try (Session session = reopen(instant)) {
            assertThat(session.run("Count others").outcome()).isEqualTo(Outcome.COMPLETE);
        }
    }

    @Test
    void resume_requestIsRefusedBeforeItIsSent_keepsWhatThereWas() {
        FakeJournal instant = everyInstantOfARun().stream()
                .filter(past ->
                        !past.types().isEmpty() && past.types().getLast().equals("text_delta"))
                .reduce((first, second) -> second)
                .orElseThrow();
        SavedSession saved = new SessionStore(instant, InstantSource.system()).open("s-1");
        MessageSource refusing = conversation -> {
            throw new RequestNotSentException(Outcome.REJECTED, "settings", "There is no key: set one.");
        };
        try (Session session = Session.reopen(saved, 9, refusing, tools(), (seq, event) -> {}, System::nanoTime)) {
            RunResult result = session.resume();
            assertThat(result.outcome()).isEqualTo(Outcome.REJECTED);
            assertThat(result.text()).startsWith("First I looked");
        }
    }

    @Test
    void resume_stoppedBeforeIt_stopsAtOnce_whereverItWasInterrupted() {
        FakeJournal journal = new FakeJournal();
        try (Session session = begin(journal)) {
            session.run("Count them");
        }
        int interrupted = 0;
        for (FakeJournal instant :
                journal.instants().subList(1, journal.instants().size())) {
            try (Session session = reopen(instant)) {
                session.cancelInterrupted();
                session.flush();
                if (session.isInterrupted()) {
                    interrupted++;
                    assertThat(session.resume().outcome()).isEqualTo(Outcome.CANCELLED);
                } else {
                    assertThat(instant.types()).doesNotContain("stop");
                }
            }
        }
        assertThat(interrupted).isPositive();
    }

    @Test
    void say_whileToolsRun_isHandedOverBehindTheResults() {
        AtomicReference<Session> running = new AtomicReference<>();
        ToolRunner tools = new ToolRunner(List.of(tool("read", true), new FakeTool("note", false, () -> {
            assertThat(running.get().say("Count the red ones only")).isTrue();
        })));
        try (Session session =
                Session.open(settings(), this::open, tools, (seq, event) -> events.add(event), System::nanoTime)) {
            running.set(session);

            assertThat(session.run("Count them").outcome()).isEqualTo(Outcome.COMPLETE);

            assertThat(session.say("Too late")).isFalse();
        }
        JsonNode content = lastRequest().path("messages").path(2).path("content");
        assertThat(content).hasSize(3);
        assertThat(content.path(2).path("text").asText()).contains("while you were working: Count the red ones only");
    }

    @Test
    void say_modelTakesSystemMessages_isOneOfThem() {
        AtomicReference<Session> running = new AtomicReference<>();
        ToolRunner tools = new ToolRunner(List.of(tool("read", true), new FakeTool("note", false, () -> {
            assertThat(running.get().say("Count the red ones only")).isTrue();
        })));
        MessageSource source = new MessageSource() {
            @Override
            public MessageStream open(ObjectNode conversation) {
                return SavedSessionTest.this.open(conversation);
            }

            @Override
            public boolean takesSystemMessages() {
                return true;
            }
        };
        try (Session session =
                Session.open(settings(), source, tools, (seq, event) -> events.add(event), System::nanoTime)) {
            running.set(session);
            assertThat(session.run("Count them").outcome()).isEqualTo(Outcome.COMPLETE);
            assertThat(session.run("And?").outcome()).isEqualTo(Outcome.COMPLETE);
        }

        assertThat(lastRequest().path("messages").path(3).path("role").asText()).isEqualTo("system");
    }

    @Test
    void say_whileTheAnswerIsWritten_goesOnWithIt() {
        AtomicReference<Session> running = new AtomicReference<>();
        List<Boolean> heard = new ArrayList<>();
        SessionListener listener = (seq, event) -> {
            if (event instanceof SessionEvent.RequestStarted request && request.number() == 2) {
                heard.add(running.get().say("And the blue ones?"));
            }
        };
        try (Session session = Session.open(settings(), this::open, tools(), listener, System::nanoTime)) {
            running.set(session);
            session.run("Count them");
        }

        assertThat(heard).containsExactly(true);
        JsonNode messages = lastRequest().path("messages");
        assertThat(messages.path(messages.size() - 1).toString()).contains("And the blue ones?");
    }

    @Test
    void receive_saidByOthersThenDiedAtAnyInstant_isSaidOnce() throws Exception {
        FakeJournal journal = new FakeJournal();
        try (Session session = begin(journal)) {
            journal.post("s-1", new SessionMessage.Say("And the blue ones?").json());
            session.receive(Duration.ZERO);
            assertThat(session.receive(Duration.ZERO)).isEmpty();
        }

        List<FakeJournal> instants = journal.instants();
        assertThat(instants).hasSizeGreaterThan(1);
        for (FakeJournal instant : instants.subList(1, instants.size())) {
            try (Session session = reopen(instant)) {
                session.receive(Duration.ZERO);
                session.run("Count them");
            }
            assertThat(lastRequest().path("messages").path(0).path("content").toString())
                    .containsOnlyOnce("And the blue ones?");
        }
    }

    @Test
    void run_journalFails_endsWithItsReasonAndRunsNoTool() {
        FakeJournal journal = new FakeJournal();
        List<SessionEvent> told = new ArrayList<>();
        SessionListener listener = (seq, event) -> {
            told.add(event);
            if (event instanceof SessionEvent.RequestStarted) {
                journal.failWith(new JournalException.Unavailable("The disk is full: make room.", new Exception()));
            }
        };
        try (Session session = Session.open(
                new SessionStore(journal, InstantSource.system()),
                settings(),
                this::open,
                tools(),
                listener,
                System::nanoTime)) {
            RunResult result = session.run("Count them");

            assertThat(result.outcome()).isEqualTo(Outcome.CUT);
            assertThat(result.detail()).isEqualTo("The disk is full: make room.");
        }
        assertThat(noted.get()).isZero();
        assertThat(told.getLast()).isInstanceOf(SessionEvent.RunEnded.class);
        assertThat(told).noneMatch(SessionEvent.ResponseStarted.class::isInstance);
    }

    @Test
    void park_whileItWorks_isGoneOnWith() throws Exception {
        FakeJournal journal = new FakeJournal();
        AtomicReference<Session> running = new AtomicReference<>();
        ToolRunner tools = new ToolRunner(List.of(
                tool("read", true),
                new FakeTool("note", false, () -> running.get().park())));
        try (Session session = Session.open(
                new SessionStore(journal, InstantSource.system()),
                settings(),
                this::open,
                tools,
                (seq, event) -> events.add(event),
                System::nanoTime)) {
            running.set(session);
            session.run("Count them");
        }
        assertThat(events).noneMatch(SessionEvent.RunEnded.class::isInstance);

        try (Session session = reopen(journal.instants().getLast())) {
            assertThat(session.resume().text()).isEqualTo(ANSWER);
        }
    }

    @Test
    void read_conversationWasChanged_isRefused() {
        FakeJournal journal = new FakeJournal();
        try (Session session = begin(journal)) {
            session.run("Count them");
        }
        FakeJournal changed = journal.instants().getLast();
        changed.change(2, json -> json.replace("Count them", "Count us"));

        assertThatThrownBy(() -> new SessionStore(changed, InstantSource.system()).open("s-1"))
                .isInstanceOf(JournalException.Unreadable.class)
                .hasMessageContaining("is not what was sent");
    }

    @Test
    void beforeLastRun_atAnyInstantOfTwoRuns_isWhereTheLastOfThemBegan() {
        try (Session session =
                Session.open(settings(), this::open, tools(), (seq, event) -> events.add(event), System::nanoTime)) {
            session.run("Count them");
            session.run("And now?");
        }
        long expected = 0;
        List<FakeJournal> instants = everyInstantOf(events);
        boolean underWay = false;
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i) instanceof SessionEvent.UserInput && !underWay) {
                expected = i;
                underWay = true;
            }
            underWay &= !(events.get(i) instanceof SessionEvent.RunEnded);
            SessionStore store = new SessionStore(instants.get(i + 1), InstantSource.system());
            assertThat(store.beforeLastRun("s-1")).as("after event %s", i + 1).isEqualTo(expected);
        }
    }

    private Session begin(FakeJournal journal) {
        return Session.open(
                new SessionStore(journal, InstantSource.system()),
                settings(),
                this::open,
                tools(),
                (seq, event) -> events.add(event),
                System::nanoTime);
    }

    private Session reopen(FakeJournal journal) {
        SavedSession saved = new SessionStore(journal, InstantSource.system()).open("s-1");
        return Session.reopen(saved, 9, new Resuming(), tools(), (seq, event) -> events.add(event), System::nanoTime);
    }

    private static SessionSettings settings() {
        return new SessionSettings("s-1", "/folder", MODEL, true, 9);
    }

    private ToolRunner tools() {
        return new ToolRunner(List.of(tool("read", true), tool("note", false)));
    }

    private Tool tool(String name, boolean readOnly) {
        return new FakeTool(name, readOnly, () -> (readOnly ? read : noted).incrementAndGet());
    }

    private MessageStream open(ObjectNode conversation) {
        return MessageStream.open(client, params(conversation));
    }

    private static MessageCreateParams params(ObjectNode conversation) {
        return RawMessages.params(conversation.deepCopy().put("model", MODEL).put("max_tokens", 1000));
    }

    /** Goes on with responses, unlike a source that only opens them. */
    private final class Resuming implements MessageSource {

        @Override
        public MessageStream open(ObjectNode conversation) {
            return SavedSessionTest.this.open(conversation);
        }

        @Override
        public MessageStream resume(ObjectNode conversation, ReceivedMessage received) {
            return MessageStream.resume(client, params(conversation), received);
        }
    }

    private JsonNode lastRequest() {
        List<LoggedRequest> requests = server.requests();
        return requests.getLast().body();
    }

    /** With numbers of which another form would be as good, but not the same. */
    private static ObjectNode call(String tool) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.put("a", new BigDecimal("1E+3"))
                .put("b", new BigDecimal("0.00001"))
                .put("c", new BigDecimal("1.50"));
        return Reply.toolUseBlock(tool, input);
    }

    private record FakeTool(String name, boolean readOnly, Runnable effect) implements Tool {

        @Override
        public ToolDefinition definition() {
            ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", name);
            json.putObject("input_schema").put("type", "object");
            return new ToolDefinition(name, json);
        }

        @Override
        public ToolAccess access(ToolCall call) {
            return readOnly ? new ToolAccess.Nothing() : new ToolAccess.Unknown();
        }

        @Override
        public ToolResult run(ToolCall call, ToolOutput output) {
            effect.run();
            output.append("seven");
            return output.result("", false);
        }
    }
}
