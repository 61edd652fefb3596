package dev.perennial.app.probe;

import static java.util.Objects.requireNonNull;

import dev.perennial.simulator.assume.Assumption;

/**
 * What was found out about an assumption.
 *
 * @param assumption the assumption
 * @param sent what was sent, in short
 * @param returned what came back, in short
 * @param verdict the answer
 */
public record Answered(Assumption assumption, String sent, String returned, Verdict verdict) {

    public Answered {
        requireNonNull(assumption, "assumption");
        requireNonNull(sent, "sent");
        requireNonNull(returned, "returned");
        requireNonNull(verdict, "verdict");
    }

    /** An answer, or why there is none. */
    public sealed interface Verdict {

        /** One of {@link Assumption#answers}. */
        record Found(String answer) implements Verdict {}

        /** None of them could be told from what came back. */
        record Undecided(String why) implements Verdict {}
    }

    /** Whether it is what the simulator assumes. */
    public boolean isAsAssumed() {
        return verdict instanceof Verdict.Found found && found.answer().equals(assumption.defaultAnswer());
    }
}
