package dev.perennial.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.errors.AnthropicIoException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.permission.ToolAccess;
import dev.perennial.client.ClientFactory;
import dev.perennial.client.ClientSettings;
import dev.perennial.client.MessageStream;
import dev.perennial.client.RawMessages;
import dev.perennial.simulator.LoggedRequest;
import dev.perennial.simulator.Reply;
import dev.perennial.simulator.SimulatorServer;
import dev.perennial.simulator.SimulatorSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole runs over real sockets against the simulator, whose checks refuse any conversation that the API would. */
@Timeout(60)
final class SessionTest {

    private static final String MODEL = "claude-opus-5-5";

    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
    private final SimulatorServer server = SimulatorServer.start(
            SimulatorSettings.builder(prompt -> replies.isEmpty() ? Reply.text("nothing more") : replies.remove())
                    .build());
    private final AnthropicClient client = ClientFactory.create(ClientSettings.builder()
            .baseUrl(server.baseUrl().toString())
            .apiKey("test")
            .maxRetries(0)
            .build());
    private final List<SessionEvent> events = new ArrayList<>();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void run_textAnswer_isCompleteAndToldInOrder() {
        replies.add(Reply.of(Reply.thinkingBlock("Hm."), Reply.textBlock("Hello, world")));

        RunResult result = run("hi");

        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(result.text()).isEqualTo("Hello, world");
        assertThat(result.stopReason()).isEqualTo("end_turn");
        assertThat(result.usage().output()).isPositive();
        assertThat(result.attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.requestId()).startsWith("req_");
            assertThat(attempt.end()).isEqualTo("end_turn");
        });
        assertThat(events.getFirst()).isInstanceOf(SessionEvent.SessionStarted.class);
        assertThat(events.getLast()).isEqualTo(new SessionEvent.RunEnded(result));
        assertThat(deltas()).isEqualTo("Hello, world");
    }

    @Test
    void retry_answer_isAskedForAnewWithoutIt() {
        replies.add(Reply.text("One"));
        replies.add(Reply.text("Two"));
        try (Session session = session(this::open, List.of())) {
            session.run("hi");

            RunResult result = session.retry();

            assertThat(result.text()).isEqualTo("Two");
            assertThat(lastRequest().path("messages")).hasSize(1);
        }
    }

    @Test
    void cancelForGood_beforeARunBegins_stopsThatAndAllLaterOnes() {
        try (Session session = session(this::open, List.of())) {
            session.cancelForGood();

            assertThat(session.run("hi").outcome()).isEqualTo(Outcome.CANCELLED);
            assertThat(session.run("hi again").outcome()).isEqualTo(Outcome.CANCELLED);
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void retry_nothingSaid_isRefused() {
        try (Session session = session(this::open, List.of())) {
            assertThatIllegalStateException().isThrownBy(session::retry);
        }
    }

    @Test
    void run_toolCalls_areRunInOrderAndTheirResultsSent() {
        replies.add(Reply.of(call("note", "one"), call("note", "two")));
        replies.add(Reply.text("Done"));
        NotingTool tool = new NotingTool();

        RunResult result = run("go", tool);

        assertThat(result.text()).isEqualTo("Done");
        assertThat(tool.noted).containsExactly("one", "two");
        JsonNode sent = lastRequest().path("messages").path(2).path("content");
        assertThat(sent.path(0).path("content").path(0).path("text").asText()).isEqualTo("noted one");
        assertThat(sent.path(1).path("content").path(0).path("text").asText()).isEqualTo("noted two");
    }

    @Test
    void run_toolThrows_modelIsToldAndRunGoesOn() {
        replies.add(Reply.of(call("broken", "x")));
        replies.add(Reply.text("I see"));

        RunResult result = run("go", new FakeTool("broken", (call, output) -> {
            throw new IllegalStateException("no luck");
        }));

        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(lastToolResult().path("is_error").asBoolean()).isTrue();
        assertThat(lastToolResult().path("content").path(0).path("text").asText())
                .contains("no luck");
    }

    @Test
    void run_callsThatOnlyRead_runSideBySideAndKeepTheirOrder() {
        replies.add(Reply.of(call("read", "a"), call("read", "b"), call("note", "c"), call("read", "d")));
        replies.add(Reply.text("Done"));
        CountDownLatch both = new CountDownLatch(2);
        List<String> noted = new ArrayList<>();
        Tool reading = new ReadingTool((call, output) -> {
            String text = call.input().path("text").asText();
            if (text.equals("d")) {
                return ToolResult.text("d after " + noted);
            }
            both.countDown();
            both.await();
            return ToolResult.text("read " + text);
        });
        Tool noting = new FakeTool("note", (call, output) -> {
            noted.add("c");
            return ToolResult.text("noted");
        });

        RunResult result = run("go", reading, noting);

        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(texts()).containsExactly("read a", "read b", "noted", "d after [c]");
        assertThat(events.stream().filter(SessionEvent.ToolStarted.class::isInstance))
                .hasSize(4);
        assertThat(events.stream().filter(SessionEvent.ToolFinished.class::isInstance))
                .hasSize(4);
    }

    @Test
    void run_callThatOnlyReads_startsBeforeTheResponseEnds() {
        replies.add(Reply.of(call("read", "a"), call("note", "b")));
        replies.add(Reply.text("Done"));

        run("go", new ReadingTool((call, output) -> ToolResult.text("read")), new NotingTool());

        int started = indexOf(SessionEvent.ToolStarted.class);
        assertThat(started).isLessThan(indexOf(SessionEvent.ResponseFinished.class));
        assertThat(texts()).containsExactly("read", "noted b");
    }

    @Test
    void run_callThatOnlyReadsFails_isOneResult() {
        replies.add(Reply.of(call("read", "a"), call("read", "b")));
        replies.add(Reply.text("Done"));

        run("go", new ReadingTool((call, output) -> {
            throw new IllegalStateException("no luck");
        }));

        assertThat(texts()).hasSize(2).allMatch(text -> text.contains("no luck"));
    }

    @Test
    void cancel_whileCallsThatOnlyReadRun_stopsThemAndGivesEachOneResult() throws Exception {
        replies.add(Reply.of(call("read", "a"), call("read", "b")));
        replies.add(Reply.text("welcome back"));
        CountDownLatch running = new CountDownLatch(2);
        CountDownLatch stopped = new CountDownLatch(2);
        Session session = session(this::open, List.of(new ReadingTool((call, output) -> {
            running.countDown();
            try {
                new CountDownLatch(1).await();
            } finally {
                stopped.countDown();
            }
            return ToolResult.text("never");
        })));

        FutureTask<RunResult> run = start(session, "go");
        running.await();
        session.cancel();

        assertThat(run.get().outcome()).isEqualTo(Outcome.CANCELLED);
        stopped.await();
        assertThat(session.run("and now?").text()).isEqualTo("welcome back");
        assertThat(texts()).hasSize(2);
    }

    @Test
    void run_sameCallAgainAndAgain_modelIsToldOnce() {
        for (int i = 0; i < 4; i++) {
            replies.add(Reply.of(call("note", "same")));
        }
        replies.add(Reply.text("I see"));

        run("go", new NotingTool());

        JsonNode last = lastRequest().path("messages").path(8).path("content").path(0);
        assertThat(last.path("content")).hasSize(2);
        assertThat(last.path("content").path(1).path("text").asText()).contains("again and again");
        assertThat(lastRequest().toString().split("again and again", -1)).hasSize(2);
    }

    /** The texts of all results of the last request, in order. */
    private List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (JsonNode message : lastRequest().path("messages")) {
            for (JsonNode block : message.path("content")) {
                if (block.path("type").asText().equals("tool_result")) {
                    texts.add(block.path("content").path(0).path("text").asText());
                }
            }
        }
        return texts;
    }

    private int indexOf(Class<? extends SessionEvent> type) {
        for (int i = 0; i < events.size(); i++) {
            if (type.isInstance(events.get(i))) {
                return i;
            }
        }
        return -1;
    }

    @Test
    void run_unknownTool_modelIsToldWhichThereAre() {
        replies.add(Reply.of(call("fly", "x")));
        replies.add(Reply.text("I see"));

        run("go", new NotingTool());

        assertThat(lastToolResult().path("is_error").asBoolean()).isTrue();
        assertThat(lastToolResult().path("content").path(0).path("text").asText())
                .contains("fly", "note");
    }

    @Test
    void run_outputLimitInText_joinsTheContinuations() {
        replies.add(ended("max_tokens", Reply.textBlock("one ")));
        replies.add(ended("max_tokens", Reply.textBlock("two ")));
        replies.add(Reply.text("three"));

        RunResult result = run("count");

        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(result.text()).isEqualTo("one two three");
        assertThat(result.attempts()).hasSize(3);
    }

    @Test
    void run_outputLimitFourTimes_isCutWithAllText() {
        for (int i = 0; i < 5; i++) {
            replies.add(ended("max_tokens", Reply.textBlock(i + " ")));
        }

        RunResult result = run("count");

        assertThat(result.outcome()).isEqualTo(Outcome.CUT);
        assertThat(result.text()).isEqualTo("0 1 2 3 ");
        assertThat(result.attempts()).hasSize(4);
    }

    @Test
    void run_outputLimitInToolInput_neverRunsTheCall() {
        replies.add(ended("max_tokens", call("note", "one"), call("note", "half")));
        replies.add(Reply.text("Smaller then"));
        NotingTool tool = new NotingTool();

        RunResult result = run("go", tool);

        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(tool.noted).containsExactly("one");
        assertThat(lastToolResult().path("content").path(0).path("text").asText())
                .contains("smaller");
    }

    @ParameterizedTest
    @CsvSource({
        "refusal, REFUSED",
        "model_context_window_exceeded, CONTEXT_FULL",
        "who_knows, CUT",
    })
    void run_otherStopReasons_areNeverComplete(String reason, Outcome outcome) {
        replies.add(ended(reason, Reply.textBlock("partial")));

        RunResult result = run("go");

        assertThat(result.outcome()).isEqualTo(outcome);
        assertThat(result.text()).isEqualTo("partial");
        assertThat(result.detail()).isNotEmpty();
    }

    @Test
    void run_pauseTurn_isSentBackAndGoesOn() {
        ObjectNode search = JsonNodeFactory.instance.objectNode().put("type", "server_tool_use");
        search.put("id", "srvtoolu_1")
                .put("name", "web_search")
                .putObject("input")
                .put("query", "x");
        replies.add(ended("pause_turn", Reply.textBlock("Searching. "), search));
        replies.add(Reply.text("Found."));

        RunResult result = run("go");

        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(result.text()).isEqualTo("Searching. Found.");
    }

    @Test
    void run_apiRefusesTheRequest_isRejectedWithItsWords() {
        MessageSource source = conversation -> open("claude-nonsense-9", conversation);

        RunResult result = session(source, List.of()).run("hi");

        assertThat(result.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(result.detail()).contains("404", "claude-nonsense-9");
        assertThat(result.attempts()).hasSize(1);
    }

    @Test
    void run_serverCannotBeReached_isCutWithTheCause() {
        MessageSource unreachable = body -> {
            throw new AnthropicIoException("Request failed", new IOException("Connection refused"));
        };

        RunResult result = session(unreachable, List.of()).run("hi");

        assertThat(result.outcome()).isEqualTo(Outcome.CUT);
        assertThat(result.detail()).contains("Connection refused");
    }

    @Test
    void run_promptTooLarge_isContextFullWithoutARequest() {
        MessageSource guarded = body -> {
            throw new RequestNotSentException(Outcome.CONTEXT_FULL, "prompt_too_large", "12 tokens, but at most 10");
        };

        RunResult result = session(guarded, List.of()).run("hi");

        assertThat(result.outcome()).isEqualTo(Outcome.CONTEXT_FULL);
        assertThat(result.detail()).isEqualTo("12 tokens, but at most 10");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void run_tooManyRequests_isBudgetSpent() {
        for (int i = 0; i < 10; i++) {
            replies.add(Reply.of(call("note", "n" + i)));
        }

        RunResult result = run("go", new NotingTool());

        assertThat(result.outcome()).isEqualTo(Outcome.BUDGET_SPENT);
        assertThat(result.attempts()).hasSize(5);
    }

    @Test
    void run_secondInput_goesOnInTheConversation() {
        replies.add(Reply.text("first"));
        replies.add(Reply.text("second"));
        Session session = session(this::open, List.of());

        session.run("one");
        RunResult result = session.run("two");

        assertThat(result.text()).isEqualTo("second");
        assertThat(lastRequest().path("messages")).hasSize(3);
    }

    @Test
    void cancel_whileAToolRuns_leavesAConversationThatGoesOn() throws Exception {
        replies.add(Reply.of(call("slow", "x"), call("slow", "y")));
        replies.add(Reply.text("welcome back"));
        CountDownLatch running = new CountDownLatch(1);
        Session session = session(this::open, List.of(new FakeTool("slow", (call, output) -> {
            running.countDown();
            new CountDownLatch(1).await();
            return ToolResult.text("never");
        })));

        FutureTask<RunResult> run = start(session, "go");
        running.await();
        session.cancel();
        RunResult result = run.get();

        assertThat(result.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(events.stream().filter(SessionEvent.ToolFinished.class::isInstance))
                .hasSize(2);
        assertThat(session.run("and now?").text()).isEqualTo("welcome back");
    }

    @Test
    void cancel_whileTheServerIsSilent_endsAtOnceAndGoesOn() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        AtomicReference<MessageSource> source = new AtomicReference<>(body -> {
            asked.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new AnthropicIoException("interrupted", e);
            }
            throw new AssertionError();
        });
        Session session = session(body -> source.get().open(body), List.of());

        FutureTask<RunResult> run = start(session, "go");
        asked.await();
        session.cancel();

        assertThat(run.get().outcome()).isEqualTo(Outcome.CANCELLED);
        source.set(this::open);
        assertThat(session.run("and now?").outcome()).isEqualTo(Outcome.COMPLETE);
    }

    /** The SDK's waits between its tries throw the checked exception without declaring it. */
    @Test
    void cancel_whileTheSdkWaitsToTryAgain_endsAtOnce() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        Session session = session(body -> waitSneakily(asked), List.of());

        FutureTask<RunResult> run = start(session, "go");
        asked.await();
        session.cancel();

        assertThat(run.get().outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(events.getLast()).isInstanceOf(SessionEvent.RunEnded.class);
    }

    private static MessageStream waitSneakily(CountDownLatch asked) {
        asked.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw SessionTest.<RuntimeException>sneaky(e);
        }
        throw new AssertionError();
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> E sneaky(Throwable e) throws E {
        throw (E) e;
    }

    @Test
    void run_threadInterruptedByOthers_stopsAndLeavesTheInterruptToThem() throws Exception {
        replies.add(Reply.of(call("slow", "x")));
        CountDownLatch running = new CountDownLatch(1);
        Session session = session(this::open, List.of(new FakeTool("slow", (call, output) -> {
            running.countDown();
            new CountDownLatch(1).await();
            return ToolResult.text("never");
        })));
        AtomicReference<Boolean> interruptedAfter = new AtomicReference<>(false);
        FutureTask<RunResult> run = new FutureTask<>(() -> {
            RunResult result = session.run("go");
            interruptedAfter.set(Thread.currentThread().isInterrupted());
            return result;
        });
        Thread thread = Thread.ofVirtual().start(run);

        running.await();
        thread.interrupt();

        assertThat(run.get().outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(interruptedAfter.get()).isTrue();
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void run_toolOverflowsTheStack_modelIsToldAndRunGoesOn() {
        replies.add(Reply.of(call("deep", "x")));
        replies.add(Reply.text("I see"));

        RunResult result = run("go", new FakeTool("deep", (call, output) -> {
            throw new StackOverflowError();
        }));

        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(lastToolResult().path("is_error").asBoolean()).isTrue();
    }

    @Test
    void run_whileAnotherRuns_isRefused() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        replies.add(Reply.of(call("slow", "x")));
        Session session = session(this::open, List.of(new FakeTool("slow", (call, output) -> {
            running.countDown();
            new CountDownLatch(1).await();
            return ToolResult.text("never");
        })));

        FutureTask<RunResult> run = start(session, "go");
        running.await();

        assertThatThrownBy(() -> session.run("me too")).isInstanceOf(IllegalStateException.class);
        session.close();
        assertThat(run.get().outcome()).isEqualTo(Outcome.CANCELLED);
    }

    private static FutureTask<RunResult> start(Session session, String input) {
        FutureTask<RunResult> run = new FutureTask<>(() -> session.run(input));
        Thread.ofVirtual().start(run);
        return run;
    }

    private RunResult run(String input, Tool... tools) {
        try (Session session = session(this::open, List.of(tools))) {
            return session.run(input);
        }
    }

    private MessageStream open(ObjectNode conversation) {
        return open(MODEL, conversation);
    }

    private MessageStream open(String model, ObjectNode conversation) {
        ObjectNode body = conversation.deepCopy().put("model", model).put("max_tokens", 1000);
        return MessageStream.open(client, RawMessages.params(body));
    }

    private Session session(MessageSource source, List<Tool> tools) {
        SessionSettings settings = new SessionSettings("s-1", "/folder", MODEL, true, 5);
        return Session.open(settings, source, tools, (seq, event) -> events.add(event), System::nanoTime);
    }

    private String deltas() {
        StringBuilder text = new StringBuilder();
        for (SessionEvent event : events) {
            if (event instanceof SessionEvent.TextDelta delta) {
                text.append(delta.text());
            }
        }
        return text.toString();
    }

    private JsonNode lastRequest() {
        List<LoggedRequest> requests = server.requests();
        return requests.getLast().body();
    }

    private JsonNode lastToolResult() {
        JsonNode content = lastRequest().path("messages").path(2).path("content");
        return content.path(content.size() - 1);
    }

    private static ObjectNode call(String tool, String text) {
        return Reply.toolUseBlock(tool, JsonNodeFactory.instance.objectNode().put("text", text));
    }

    private static Reply ended(String stopReason, ObjectNode... blocks) {
        return new Reply(List.of(blocks), stopReason, JsonNodeFactory.instance.objectNode());
    }

    private static class FakeTool implements Tool {

        interface Body {
            ToolResult run(ToolCall call, ToolOutput output) throws InterruptedException;
        }

        private final String name;
        private final Body body;

        FakeTool(String name, Body body) {
            this.name = name;
            this.body = body;
        }

        @Override
        public ToolDefinition definition() {
            ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", name);
            json.putObject("input_schema").put("type", "object");
            return new ToolDefinition(name, json);
        }

        @Override
        public ToolResult run(ToolCall call, ToolOutput output) throws InterruptedException {
            return body.run(call, output);
        }
    }

    private static final class ReadingTool extends FakeTool {

        ReadingTool(Body body) {
            super("read", body);
        }

        @Override
        public ToolAccess access(ToolCall call) {
            return new ToolAccess.Nothing();
        }
    }

    private static final class NotingTool implements Tool {

        private final List<String> noted = new ArrayList<>();
        private final FakeTool fake = new FakeTool("note", (call, output) -> {
            String text = call.input().path("text").asText();
            noted.add(text);
            output.append(text);
            return ToolResult.text("noted " + text);
        });

        @Override
        public ToolDefinition definition() {
            return fake.definition();
        }

        @Override
        public ToolResult run(ToolCall call, ToolOutput output) throws InterruptedException {
            return fake.run(call, output);
        }
    }
}
