package dev.perennial.agent;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.journal.JournalException;
import dev.perennial.models.TokenUsage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    private static final String UNKNOWN_OUTCOME =
            "The outcome of this call is unknown: the process that ran it ended before the"
                    + " call did. It may have taken effect wholly, partly or not at all: look before you run it again.";
    private static final String NOT_RUN = "The user stopped the session before this call was run.";

    private final SessionSettings settings;
    private final MessageSource source;
    private final List<Tool> tools;
    private final ToolRunner toolRunner;
    private final EventLog log;
    private final Cancellation cancellation;
    private final ReadAhead readAhead;
    private final ModelTurn modelTurn;
    private Repetition repetition = new Repetition();

    private Session(
            SessionSettings settings,
            MessageSource source,
            ToolRunner tools,
            EventLog log,
            Cancellation cancellation,
            LongSupplier nanoTime) {
        this.settings = requireNonNull(settings, "settings");
        this.source = source;
        this.tools = tools.tools();
        this.toolRunner = tools;
        this.log = log;
        this.cancellation = cancellation;
        this.readAhead = new ReadAhead(tools, log);
        this.modelTurn = new ModelTurn(source, log, readAhead, cancellation, nanoTime);
    }

    /**
     * Opens a session that nobody keeps, and tells the listener so.
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
     * Opens a session that nobody keeps, and tells the listener so.
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
        EventLog log = new EventLog(new SessionFold(), new ToldEvents(listener));
        return begun(new Session(settings, source, tools, log, new Cancellation(), nanoTime));
    }

    /**
     * Opens a session that is kept: what happens in it is in the journal before the listener hears of it and before anything is
     * sent or done, so that {@link SavedSession} can go on with it whenever this process ends.
     *
     * @param store where it is kept
     * @param tools what the model may use, and within what bounds; the session closes the tools
     * @param listener is called from a thread of the session's own
     * @param nanoTime a monotonic clock in nanoseconds
     * @throws JournalException if it cannot be kept
     */
    public static Session open(
            SessionStore store,
            SessionSettings settings,
            MessageSource source,
            ToolRunner tools,
            SessionListener listener,
            LongSupplier nanoTime) {
        Cancellation cancellation = new Cancellation();
        EventLog log = store.begin(settings, listener, cancellation::request);
        return begun(new Session(settings, source, tools, log, cancellation, nanoTime));
    }

    /**
     * Goes on with a session of another process, or an earlier one of this process. It does nothing by itself: {@link #resume} goes
     * on with the run that was under way, if there was one; {@link #run} ends that as it is and says something new.
     *
     * @param saved the session, which is this one's from now on
     * @param maxRequests how many requests one run may send
     * @param tools what the model may use, and within what bounds; the session closes the tools
     * @param listener hears what happens from now on, from a thread of the session's own
     * @param nanoTime a monotonic clock in nanoseconds
     */
    public static Session reopen(
            SavedSession saved,
            int maxRequests,
            MessageSource source,
            ToolRunner tools,
            SessionListener listener,
            LongSupplier nanoTime) {
        Cancellation cancellation = new Cancellation();
        EventLog log = saved.reopen(listener, cancellation::request);
        Session session = new Session(saved.settings(maxRequests), source, tools, log, cancellation, nanoTime);
        log.append(new SessionEvent.Reopened());
        return session;
    }

    private static Session begun(Session session) {
        SessionSettings settings = session.settings;
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
     * Writes down how the model is asked from now on, if that is not how it was asked before.
     *
     * @param request the body of every request, without messages and tools
     */
    public void settingsChosen(ObjectNode request) {
        ObjectNode whole = MessageJson.withTools(request.deepCopy(), tools);
        log.append(fold -> fold.request().filter(whole::equals).isPresent()
                ? Optional.empty()
                : Optional.of(new SessionEvent.SettingsChosen(whole)));
        log.settle();
    }

    /**
     * Says {@code input} to the model and goes on until its answer is whole or cannot be had. What goes wrong is a value
     * of the result, not an exception. An interrupt of the thread stops the run as {@link #cancel} does.
     *
     * @throws IllegalStateException if another run of this session is under way
     */
    public RunResult run(String input) {
        return run(() -> {
            endWhatWasOpen();
            log.append(fold -> Optional.of(new SessionEvent.UserInput(joined(fold.queued(), input))));
        });
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
        return run(() -> {
            endWhatWasOpen();
            log.append(new SessionEvent.AnswerRetracted());
        });
    }

    /** Whether a run of another process is to be gone on with, because that process ended before it. */
    public boolean isInterrupted() {
        return log.get(SessionFold::isRunUnderWay);
    }

    /**
     * Goes on with the run that was under way when its process ended: in the middle of a sentence, if need be. A call that was
     * being run then is not run again, unless it may be repeated: the model is told that nobody knows what became of it.
     *
     * @throws IllegalStateException if there was none, or another run of this session is under way
     */
    public RunResult resume() {
        if (!isInterrupted()) {
            throw new IllegalStateException("No run of this session was interrupted");
        }
        return run(this::settleCallsOfUnknownOutcome);
    }

    /**
     * Says something to the model while it works. It hears of it with the next results of its calls, or when its answer is whole;
     * if it does not work, with what is said next. May be called from any thread.
     *
     * @return whether a run is under way
     */
    public boolean say(String input) {
        return log.get(fold -> {
            log.append(new SessionEvent.InputQueued(input));
            return fold.isRunUnderWay();
        });
    }

    /**
     * Says to the model what was said while it did not work ({@link #say}), as {@link #run} does.
     *
     * @throws IllegalStateException if there is nothing of that kind, or another run of this session is under way
     */
    public RunResult runQueued() {
        return run(() -> {
            endWhatWasOpen();
            log.append(fold -> Optional.of(new SessionEvent.UserInput(said(fold))));
        });
    }

    private static String said(SessionFold fold) {
        if (fold.queued().isEmpty()) {
            throw new IllegalStateException("Nothing was said meanwhile");
        }
        return String.join("\n\n", fold.queued());
    }

    /** Calls the session by a title, in place of the beginning of what was said first. May be called from any thread. */
    public void rename(String title) {
        log.append(new SessionEvent.Titled(title));
        log.flush();
    }

    /** Why nothing more that happens can be kept; empty as long as it can. May be called from any thread. */
    public Optional<JournalException> failure() {
        return log.failure();
    }

    /** Whether something was said that no run has taken up. May be called from any thread. */
    public boolean hasQueued() {
        return log.get(fold -> !fold.queued().isEmpty());
    }

    /** Waits until what has happened so far is kept and told, if it can be. May be called from any thread but the listener's. */
    public void flush() {
        log.flush();
    }

    /** The id of the call about which the user is being asked. May be called from any thread. */
    public Optional<String> asking() {
        return log.get(SessionFold::asking);
    }

    /**
     * Waits for messages that other processes have left for this session. May be called from any thread.
     *
     * @return in order; empty if the time is up, or the session is closed or nobody keeps it
     */
    public List<SessionMessage> receive(Duration atMost) throws InterruptedException {
        return log.receive(atMost).stream()
                .map(SessionMessage::of)
                .flatMap(Optional::stream)
                .toList();
    }

    private static String joined(List<String> queued, String input) {
        return Stream.concat(queued.stream(), Stream.of(input)).collect(Collectors.joining("\n\n"));
    }

    private RunResult run(Runnable beginning) {
        cancellation.begin();
        try {
            beginning.run();
            toolRunner.turnBegins();
            repetition = new Repetition();
            Optional<RunResult> result = Optional.empty();
            while (result.isEmpty()) {
                result = ended(driveToAnEnd());
            }
            log.flush();
            return kept(result.get());
        } finally {
            readAhead.drop();
            cancellation.end();
        }
    }

    /** A run whose end could not be kept is one that another process will find open. */
    private RunResult kept(RunResult result) {
        return log.failure()
                .map(lost -> log.get(fold -> result(end(lost), fold)))
                .orElse(result);
    }

    /** The end of the run, unless the user has said something more in the last moment. */
    private Optional<RunResult> ended(Step.End end) {
        Step.End known = log.failure().map(Session::end).orElse(end);
        return log.get(fold -> {
            if (known.outcome() == Outcome.COMPLETE && !fold.queued().isEmpty()) {
                log.append(new SessionEvent.UserInput(String.join("\n\n", fold.queued())));
                return Optional.empty();
            }
            RunResult result = result(known, fold);
            log.append(new SessionEvent.RunEnded(result));
            return Optional.of(result);
        });
    }

    /** A response that another process had begun is kept as far as it came; its calls get their results from what follows. */
    private void endWhatWasOpen() {
        if (isInterrupted()) {
            settleCallsOfUnknownOutcome();
        }
        endResponse("interrupted");
    }

    private void endResponse(String why) {
        log.append(fold -> fold.waitsForResponse()
                ? Optional.of(new SessionEvent.ResponseBroken(fold.partial(), why))
                : Optional.empty());
    }

    private void settleCallsOfUnknownOutcome() {
        for (ToolCall call : log.get(SessionFold::running)) {
            if (!toolRunner.isRepeatable(call)) {
                log.append(new SessionEvent.ToolFinished(call.id(), call.name(), ToolResult.error(UNKNOWN_OUTCOME)));
            }
        }
    }

    /** Stops the run that is under way, if there is one; returns at once. May be called from any thread. */
    public void cancel() {
        if (cancellation.isUnderWay()) {
            log.append(fold -> fold.isRunUnderWay() && !fold.isStopAsked()
                    ? Optional.of(new SessionEvent.StopAsked())
                    : Optional.empty());
        }
        cancellation.request();
    }

    /**
     * Leaves the session as it is, for {@link SavedSession} to go on with: nothing that happens from now on is kept or told. The run
     * that is under way stops; {@link #close} waits for it. May be called from any thread.
     */
    public void park() {
        log.close();
        cancellation.request();
    }

    /** Stops a run, waits for its end, and closes the tools. */
    @Override
    public void close() {
        cancel();
        cancellation.awaitEnd();
        try {
            tools.forEach(Tool::close);
        } finally {
            log.close();
        }
    }

    /** Whoever reads the events is owed a last one, also if there is a bug in here. */
    private Step.End driveToAnEnd() {
        try {
            return drive();
        } catch (JournalException lost) {
            return end(lost);
        } catch (CancellationException parked) {
            return end(ModelTurn.CANCELLED);
        } catch (RuntimeException bug) {
            LOG.log(System.Logger.Level.ERROR, "The run failed", bug);
            return end(Failure.of(bug));
        }
    }

    private static Step.End end(JournalException lost) {
        return new Step.End(Outcome.CUT, String.valueOf(lost.getMessage()));
    }

    private Step.End drive() {
        if (log.get(SessionFold::isStopAsked)) {
            endResponse("cancelled");
            return end(ModelTurn.CANCELLED);
        }
        Optional<Step.End> early = goOnWithResponse();
        while (early.isEmpty() && !cancellation.requested()) {
            handOverInput();
            switch (Loop.next(log.history())) {
                case Step.End end -> {
                    return end;
                }
                case Step.Continue ignored -> log.append(new SessionEvent.ContinuationAsked(GO_ON));
                case Step.AnswerCalls calls -> answer(calls);
                case Step.Ask ignored -> early = ask();
            }
        }
        return early.orElseGet(() -> end(ModelTurn.CANCELLED));
    }

    private Optional<Step.End> goOnWithResponse() {
        if (!log.get(SessionFold::waitsForResponse)) {
            return Optional.empty();
        }
        return modelTurn
                .resume(log.get(SessionFold::requests), log.history().messages(), tools, log.get(SessionFold::received))
                .map(Session::end);
    }

    /** What the user said meanwhile goes with the results of the calls, before they are sent. */
    private void handOverInput() {
        log.append(fold -> fold.history().endsWithResults() && !fold.queued().isEmpty()
                ? Optional.of(new SessionEvent.InputHandedOver(fold.queued(), source.takesSystemMessages()))
                : Optional.empty());
    }

    private Optional<Step.End> ask() {
        long sent = log.get(SessionFold::attempts).stream()
                .mapToInt(Attempt::request)
                .distinct()
                .count();
        if (sent >= settings.maxRequests()) {
            return Optional.of(new Step.End(
                    Outcome.BUDGET_SPENT,
                    "The run has sent " + settings.maxRequests()
                            + " requests, which is its limit: raise --max-requests."));
        }
        int number = log.get(SessionFold::requests) + 1;
        return modelTurn.take(number, log.history().messages(), tools).map(Session::end);
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
        return toolRunner.run(call, new CallEvents(log, call));
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

    private static RunResult result(Step.End end, SessionFold fold) {
        List<Attempt> attempts = fold.attempts();
        TokenUsage usage = attempts.stream().map(Attempt::usage).reduce(TokenUsage.NONE, TokenUsage::plus);
        History history = fold.history();
        return new RunResult(end.outcome(), end.detail(), history.answer(), history.stopReason(), usage, attempts);
    }

    private static Step.End end(Failure failure) {
        return new Step.End(failure.outcome(), failure.detail());
    }
}
