package dev.perennial.stream.recovery;

import dev.perennial.stream.recovery.Consumer.Got;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What has to hold of every run. */
final class Promises {

    private final Circumstances circumstances;
    private final Memory memory;
    private final VirtualDriver driver;
    private final Consumer consumer;

    Promises(Circumstances circumstances, Memory memory, VirtualDriver driver) {
        this.circumstances = circumstances;
        this.memory = memory;
        this.driver = driver;
        this.consumer = Consumer.of(driver.delivered());
    }

    void check() {
        requireTrueEnd();
        requireWithinBudgets();
        requireTrue();
        requireUndoubled();
        new CallPromises(driver.calls(), consumer.blocks()).check();
        boolean closedAsCall = driver.rules().contains(Rule.R_10);
        boolean closedAsFull = driver.rules().contains(Rule.R_14);
        if (isWhole() && !closedAsCall && !closedAsFull) {
            requireNothingLost();
        }
    }

    private boolean isWhole() {
        return switch (driver.outcome()) {
            case Outcome.Complete complete -> true;
            case Outcome.Refused refused -> true;
            case Outcome.ContextFull full -> true;
            case Outcome.Stalled stalled -> false;
            case Outcome.Cut cut -> false;
            case Outcome.Overloaded overloaded -> false;
            case Outcome.RateLimited limited -> false;
            case Outcome.Rejected rejected -> false;
            case Outcome.BudgetSpent spent -> false;
            case Outcome.Cancelled cancelled -> false;
        };
    }

    /** The outcome says what the consumer sees. */
    private void requireTrueEnd() {
        Outcome outcome = driver.outcome();
        require(isWhole() == consumer.isWhole(), "outcome " + outcome.code() + " but whole is " + consumer.isWhole());
        boolean refused = outcome instanceof Outcome.Refused;
        require(
                !isWhole() || refused == consumer.stopReason().equals("refusal"),
                "outcome " + outcome.code() + " but the stop reason is " + consumer.stopReason());
        require(
                !(outcome instanceof Outcome.Complete complete)
                        || complete.stopReason().equals(consumer.stopReason()),
                "outcome " + outcome + " but the stop reason is " + consumer.stopReason());
    }

    private void requireWithinBudgets() {
        Budgets budgets = circumstances.settings().budgets();
        boolean patient = budgets.patience().isPositive();
        int attempts = driver.calls().size();
        int most = (budgets.attempts() + 3) * (budgets.resumes() + 1);
        require(patient || attempts <= most, attempts + " attempts");
        int resumed = (int) driver.decisions().stream()
                .filter(d -> d.rule() != Rule.R_23 && d.rule().step() == Step.CONTINUE_TEXT)
                .filter(d -> !maySayNoMoreThanNo(d.cause()))
                .count();
        require(patient || resumed <= budgets.resumes(), resumed + " breaks in texts were mended");
        Duration longest = budgets.total().orElse(Duration.ofHours(30));
        require(patient || driver.elapsed().compareTo(longest) <= 0, "it took " + driver.elapsed());
    }

    /** Who is turned away at the door has used up no resume. */
    private static boolean maySayNoMoreThanNo(Cause cause) {
        return cause instanceof Cause.Status
                || cause instanceof Cause.InStream
                || cause instanceof Cause.ConnectFailed
                || cause instanceof Cause.Reset;
    }

    /** Every block that is whole is one that some attempt meant; one that is open is the beginning of one. */
    private void requireTrue() {
        for (Got got : consumer.blocks()) {
            if (got.type().equals("text")) {
                requireTrueText(got);
            } else {
                requireTrueBlock(got);
            }
        }
    }

    private void requireTrueText(Got got) {
        boolean last = got.equals(consumer.blocks().getLast());
        boolean closedHere =
                driver.rules().contains(Rule.R_10) || driver.rules().contains(Rule.R_14);
        if (!got.text().isBlank()) {
            new JoinedPromises(memory, got, last && closedHere).check();
        }
    }

    private void requireTrueBlock(Got got) {
        boolean unsigned = got.type().equals("thinking") && got.signature().isEmpty();
        Optional<Truth.Part> meant = got.parts().size() == 1
                ? memory.parts().filter(p -> isOf(p, got)).findFirst()
                : repeated(got);
        require(meant.isPresent() || unsigned, "a block that nobody meant: " + got);
        meant.ifPresent(m -> requireSame(got, m, unsigned));
        boolean goesOn = shape(got.attempt()) != Call.Shape.ORIGINAL;
        require(!goesOn || !got.type().endsWith("thinking"), "thinking of an attempt that goes on: " + got);
    }

    /** A call that was made again is what the last one meant who made it. */
    private Optional<Truth.Part> repeated(Got got) {
        return memory.truth(got.parts().getLast().attempt()).stream()
                .flatMap(t -> t.blocks().stream())
                .filter(p -> p.kind() == Truth.Kind.CALL && p.content().startsWith(got.text()))
                .findFirst();
    }

    private void requireSame(Got got, Truth.Part meant, boolean mayBeCut) {
        boolean whole = got.finished() && !mayBeCut;
        require(
                whole ? got.text().equals(meant.content()) : meant.content().startsWith(got.text()),
                "a block that is not what was meant: " + got + " instead of " + meant);
        boolean cutCall = got.type().equals("tool_use") && !got.finished();
        boolean followed = circumstances.settings().delivery().restarts();
        boolean eager = circumstances.isEager() && got.equals(consumer.blocks().getLast()) && !isWhole();
        require(!cutCall || followed || eager, "a cut call: " + got);
    }

    private static boolean isOf(Truth.Part part, Got got) {
        return switch (part.kind()) {
            case TEXT -> false;
            case THINKING ->
                got.type().equals("thinking")
                        && (got.signature().equals(part.id())
                                || (got.signature().isEmpty() && part.content().startsWith(got.text())));
            case SEALED -> got.type().equals("redacted_thinking") && got.id().equals(part.id());
            case CALL -> got.type().equals("tool_use") && got.id().equals(part.id());
            case SERVER_CALL -> got.type().equals("server_tool_use") && got.id().equals(part.id());
            case SERVER_RESULT -> got.type().endsWith("_result") && got.id().equals(part.id());
            case COMPACTION -> got.type().equals("compaction") && got.text().startsWith(part.content());
        };
    }

    /** No two attempts that began anew both have a say besides thinking, but where one repeats the other. */
    private void requireUndoubled() {
        List<Integer> fresh = consumer.blocks().stream()
                .filter(g -> g.finished() && !g.type().endsWith("thinking"))
                .filter(g -> !g.text().isBlank() || !g.type().equals("text"))
                .map(Got::attempt)
                .filter(a -> shape(a) == Call.Shape.ORIGINAL)
                .distinct()
                .toList();
        boolean repeated = driver.delivered().contains(", repeated\n");
        require(fresh.size() <= 1 || repeated, "two answers one after the other, of attempts " + fresh);
    }

    private Call.Shape shape(int attempt) {
        return driver.calls().get(attempt - 1).shape();
    }

    /** The attempt that came to its end is there with all that it said, but for thinking. */
    private void requireNothingLost() {
        int last = driver.calls().size();
        List<Truth.Part> meant = memory.truth(last).orElseThrow().blocks();
        Optional<String> goesOn = memory.resumed(last).map(Resumed::text);
        for (Truth.Part part : meant) {
            boolean joined = part.isText() && goesOn.isPresent() && goesOn.get().equals(part.content());
            boolean byText = part.isText() || (circumstances.isEager() && part.kind() == Truth.Kind.CALL);
            boolean there = byText ? isThere(part) : consumer.blocks().stream().anyMatch(g -> isOf(part, g));
            require(part.isThinking() || part.isBlank() || joined || there, "a block that was meant is lost: " + part);
        }
    }

    private boolean isThere(Truth.Part said) {
        return consumer.blocks().stream().anyMatch(g -> g.text().equals(said.content()));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
