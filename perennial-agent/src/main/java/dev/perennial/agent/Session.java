package dev.perennial.agent;

import static java.util.Objects.requireNonNull;

import dev.perennial.models.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.LongSupplier;

/**
 * A conversation with a model that has tools: folds its events, lets {@link Loop} decide, acts, appends.
 *
 * <p>One thread at a time runs a session ({@link #run}), best a virtual one, so that a wait for the server can be
 * interrupted; any thread may {@link #cancel} it. Whatever ends a run, the conversation stays one that the API accepts,
 * so that the next run can go on from it.
 *
 * <pre>{@code
 * try (Session session = Session.open(settings, source, tools, listener, System::nanoTime)) {
 *     RunResult result = session.run("Count the lines of Java in each module");
 * }
 * }</pre>
 */
public final class Session implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Session.class.getName());

    private static final String GO_ON = "Your answer was cut off by the output limit. Go on exactly where it stopped, "
            + "with the very next character; do not repeat anything and do not comment.";
    private static final String CUT_INPUT = "The output limit cut off the input of this call, so it was not run. "
            + "Make the call again in smaller pieces.";
    private static final String STOPPED = "The user stopped the session while this call was running; "
            + "what it had done until then may have taken effect.";
    private static final String NOT_RUN = "The user stopped the session before this call was run.";

    private final SessionSettings settings;
    private final List<Tool> tools;
    private final ToolRunner toolRunner;
    private final EventLog log;
    private final Cancellation cancellation = new Cancellation();
    private final ReadAhead readAhead;
    private final ModelTurn modelTurn;
    private Repetition repetition = new Repetition();
    private int requests;

    private Session(
            SessionSettings settings, MessageSource source, ToolRunner tools, EventLog log, LongSupplier nanoTime) {
        this.settings = requireNonNull(settings, "settings");
        this.tools = tools.tools();
        this.toolRunner = tools;
        this.log = log;
        this.readAhead = new ReadAhead(tools, log);
        this.modelTurn = new ModelTurn(source, log, readAhead, cancellation, nanoTime);
    }

    /**
     * Opens a session and tells the listener so.
     *
     * @param source where requests go
     * @param tools what the model may use; the session closes them
     * @param nanoTime a monotonic clock in nanoseconds
     */
    public static Session open(
            SessionSettings settings,
            MessageSource source,
            List<Tool> tools,
            SessionListener listener,
            LongSupplier nanoTime) {
        return open(settings, source, new ToolRunner(tools), listener, nanoTime);
    }

    /**
     * Opens a session and tells the listener so.
     *
     * @param source where requests go
     * @param tools what the model may use, and within what bounds; the session closes the tools
     * @param nanoTime a monotonic clock in nanoseconds
     */
    public static Session open(
            SessionSettings settings,
            MessageSource source,
            ToolRunner tools,
            SessionListener listener,
            LongSupplier nanoTime) {
        Session session = new Session(settings, source, tools, new EventLog(listener), nanoTime);
        session.log.append(new SessionEvent.SessionStarted(
                settings.id(), settings.model(), settings.simulated(), settings.folder()));
        return session;
    }

    /**
     * Tells the listener something that the user should know.
     *
     * @param code a word for programs, in snake_case
     * @param text a sentence for people
     */
    public void notice(String code, String text) {
        log.append(new SessionEvent.Notice(code, text));
    }

    /**
     * Says {@code input} to the model and goes on until its answer is whole or cannot be had. What goes wrong is a value
     * of the result, not an exception. An interrupt of the thread stops the run as {@link #cancel} does.
     *
     * @throws IllegalStateException if another run of this session is under way
     */
    public RunResult run(String input) {
        return run(new SessionEvent.UserInput(input));
    }

    /**
     * Takes back what the model did since the last {@link #run}, and asks it anew. What its tools have done stays done.
     *
     * @throws IllegalStateException if nothing was said yet, or another run of this session is under way
     */
    public RunResult retry() {
        if (!log.history().hasInput()) {
            throw new IllegalStateException("Nothing was said in this session yet");
        }
        return run(new SessionEvent.AnswerRetracted());
    }

    private RunResult run(SessionEvent beginning) {
        cancellation.begin();
        try {
            log.append(beginning);
            toolRunner.turnBegins();
            repetition = new Repetition();
            List<Attempt> attempts = new ArrayList<>();
            RunResult result = result(driveToAnEnd(attempts), attempts);
            log.append(new SessionEvent.RunEnded(result));
            return result;
        } finally {
            readAhead.drop();
            cancellation.end();
        }
    }

    /** Stops the run that is under way, if there is one; returns at once. May be called from any thread. */
    public void cancel() {
        cancellation.request();
    }

    /** Stops a run, waits for its end, and closes the tools. */
    @Override
    public void close() {
        cancel();
        cancellation.awaitEnd();
        tools.forEach(Tool::close);
    }

    /** Whoever reads the events is owed a last one, also if there is a bug in here. */
    private Step.End driveToAnEnd(List<Attempt> attempts) {
        try {
            return drive(attempts);
        } catch (RuntimeException bug) {
            LOG.log(System.Logger.Level.ERROR, "The run failed", bug);
            return end(Failure.of(bug));
        }
    }

    private Step.End drive(List<Attempt> attempts) {
        while (!cancellation.requested()) {
            switch (Loop.next(log.history())) {
                case Step.End end -> {
                    return end;
                }
                case Step.Continue ignored -> log.append(new SessionEvent.ContinuationAsked(GO_ON));
                case Step.AnswerCalls calls -> answer(calls);
                case Step.Ask ignored -> {
                    Optional<Step.End> end = ask(attempts);
                    if (end.isPresent()) {
                        return end.get();
                    }
                }
            }
        }
        return end(ModelTurn.CANCELLED);
    }

    private Optional<Step.End> ask(List<Attempt> attempts) {
        if (attempts.stream().mapToInt(Attempt::request).distinct().count() >= settings.maxRequests()) {
            return Optional.of(new Step.End(
                    Outcome.BUDGET_SPENT,
                    "The run has sent " + settings.maxRequests()
                            + " requests, which is its limit: raise --max-requests."));
        }
        requests++;
        ModelTurn.End end =
                modelTurn.take(requests, MessageJson.conversation(log.history().messages(), tools));
        attempts.addAll(end.attempts());
        return end.failed().map(Session::end);
    }

    /** Results come in the order of the calls, also where several were run side by side. */
    private void answer(Step.AnswerCalls calls) {
        for (int i = 0; i < calls.run().size(); i++) {
            answer(calls.run().get(i), calls.run().subList(i, calls.run().size()));
        }
        calls.cut().forEach(call -> finish(call, ToolResult.error(CUT_INPUT)));
        readAhead.drop();
    }

    private void answer(ToolCall call, List<ToolCall> callAndFollowing) {
        if (cancellation.requested()) {
            finish(call, ToolResult.error(NOT_RUN));
            return;
        }
        readAhead.offer(callAndFollowing);
        try {
            Optional<FutureTask<ToolResult>> ahead = readAhead.take(call.id());
            finish(call, ahead.isPresent() ? awaited(ahead.get()) : run(call));
        } catch (InterruptedException stopped) {
            cancellation.wasInterrupted();
            readAhead.drop();
            finish(call, ToolResult.error(STOPPED));
        }
    }

    private ToolResult run(ToolCall call) throws InterruptedException {
        log.append(new SessionEvent.ToolStarted(call));
        return toolRunner.run(call, text -> log.append(new SessionEvent.ToolPrinted(call.id(), text)));
    }

    private static ToolResult awaited(FutureTask<ToolResult> ahead) throws InterruptedException {
        try {
            return ahead.get();
        } catch (InterruptedException stopped) {
            ahead.cancel(true);
            throw stopped;
        } catch (ExecutionException | CancellationException failed) {
            return ToolResult.error("The tool failed: " + failed);
        }
    }

    private void finish(ToolCall call, ToolResult result) {
        Repetition.Warning warning = repetition.after(call, result);
        ToolResult told = warning == Repetition.Warning.MODEL ? result.plus(Repetition.ADVICE) : result;
        log.append(new SessionEvent.ToolFinished(call.id(), call.name(), told));
        if (warning == Repetition.Warning.USER) {
            log.append(new SessionEvent.Notice("repetition", Repetition.NOTICE));
        }
    }

    private RunResult result(Step.End end, List<Attempt> attempts) {
        TokenUsage usage = attempts.stream().map(Attempt::usage).reduce(TokenUsage.NONE, TokenUsage::plus);
        History history = log.history();
        return new RunResult(end.outcome(), end.detail(), history.answer(), history.stopReason(), usage, attempts);
    }

    private static Step.End end(Failure failure) {
        return new Step.End(failure.outcome(), failure.detail());
    }
}
