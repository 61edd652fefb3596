package dev.perennial.agent;

import dev.perennial.agent.journal.JournalException;
import dev.perennial.models.TokenUsage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.LongSupplier;

/**
 * The runs of a session, one after the other: lets {@link Loop} decide, sends, has calls run, appends what comes of it, until there
 * is an answer or it is known that there will be none. Used by the thread that runs the session.
 */
final class Runs {

    private static final System.Logger LOG = System.getLogger(Session.class.getName());

    private static final String GO_ON = "Your answer was cut off by the output limit. Go on exactly where it stopped, "
            + "with the very next character; do not repeat anything and do not comment.";

    private final int maxRequests;
    private final MessageSource source;
    private final List<Tool> tools;
    private final EventLog log;
    private final Cancellation cancellation;
    private final ReadAhead readAhead;
    private final Calls calls;
    private final ModelTurn modelTurn;

    /**
     * @param maxRequests how many requests one run may send
     */
    Runs(
            int maxRequests,
            MessageSource source,
            ToolRunner tools,
            EventLog log,
            Cancellation cancellation,
            LongSupplier nanoTime) {
        this.maxRequests = maxRequests;
        this.source = source;
        this.tools = tools.tools();
        this.log = log;
        this.cancellation = cancellation;
        this.readAhead = new ReadAhead(tools, log);
        this.calls = new Calls(tools, log, cancellation, readAhead);
        this.modelTurn = new ModelTurn(source, log, readAhead, cancellation, nanoTime);
    }

    /**
     * Runs from a beginning to an end. What goes wrong is a value of the result, not an exception.
     *
     * @param beginning appends what the run is about
     * @throws IllegalStateException if another run is under way
     */
    RunResult after(Runnable beginning) {
        cancellation.begin();
        try {
            beginning.run();
            calls.turnBegins();
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
        readAhead.drop();
        Step.End known = log.failure().map(Runs::end).orElse(end);
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

    /** Goes on with the run that was under way when its process ended. */
    RunResult resumed() {
        return after(calls::settleThoseOfUnknownOutcome);
    }

    /** A response that another process had begun is kept as far as it came; its calls get their results from what follows. */
    void endWhatWasOpen() {
        if (log.get(SessionFold::isRunUnderWay)) {
            calls.settleThoseOfUnknownOutcome();
        }
        endResponse("interrupted");
    }

    private void endResponse(String why) {
        log.appendAll(fold -> fold.waitsForResponse() ? fold.brokenOff(why) : List.of());
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
                case Step.AnswerCalls open -> calls.answer(open);
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
                .map(Runs::end);
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
        if (sent >= maxRequests) {
            return Optional.of(new Step.End(
                    Outcome.BUDGET_SPENT,
                    "The run has sent " + maxRequests + " requests, which is its limit: raise --max-requests."));
        }
        leaveOutImages();
        int number = log.get(SessionFold::requests) + 1;
        return modelTurn.take(number, log.history().messages(), tools).map(Runs::end);
    }

    /** Decided here alone, and kept: a request that is sent again, by whatever process, is the same. A turn that goes on stays whole. */
    private void leaveOutImages() {
        ImagesKept kept = source.imagesKept();
        log.append(fold -> {
            History history = fold.history();
            int tooMany = kept.tooMany(history.images(), source.mostImages());
            return tooMany == 0 || history.endsWithTheModel()
                    ? Optional.empty()
                    : Optional.of(new SessionEvent.ImagesLeftOut(tooMany, kept.inPlace(), source.bindsThinking()));
        });
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
