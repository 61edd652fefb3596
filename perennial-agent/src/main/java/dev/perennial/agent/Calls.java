package dev.perennial.agent;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Gives every call of the model's exactly one result, whatever becomes of it. Used by the thread that runs the session. */
final class Calls {

    private static final String CUT_INPUT = "The output limit cut off the input of this call, so it was not run. "
            + "Make the call again in smaller pieces.";
    private static final String STOPPED = "The user stopped the session while this call was running; "
            + "what it had done until then may have taken effect.";
    private static final String UNKNOWN_OUTCOME =
            "The outcome of this call is unknown: the process that ran it ended before the"
                    + " call did. It may have taken effect wholly, partly or not at all: look before you run it again.";
    private static final String NOT_RUN = "The user stopped the session before this call was run.";

    private final ToolRunner runner;
    private final EventLog log;
    private final Cancellation cancellation;
    private final ReadAhead readAhead;
    private Repetition repetition = new Repetition();

    /**
     * @param readAhead runs those that only read before their turn comes
     */
    Calls(ToolRunner runner, EventLog log, Cancellation cancellation, ReadAhead readAhead) {
        this.runner = runner;
        this.log = log;
        this.cancellation = cancellation;
        this.readAhead = readAhead;
    }

    /** The user has spoken. */
    void turnBegins() {
        runner.turnBegins();
        repetition = new Repetition();
    }

    /** A call that was being run when its process ended is not run again, unless it may be repeated. */
    void settleThoseOfUnknownOutcome() {
        for (ToolCall call : log.get(SessionFold::running)) {
            if (!runner.isRepeatable(call)) {
                log.append(new SessionEvent.ToolFinished(call.id(), call.name(), ToolResult.error(UNKNOWN_OUTCOME)));
            }
        }
    }

    /** Results come in the order of the calls, also where several were run side by side. */
    void answer(Step.AnswerCalls calls) {
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
        return runner.run(call, new CallEvents(log, call));
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
}
