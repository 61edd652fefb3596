package dev.perennial.agent.output;

import static java.util.Objects.requireNonNull;

/**
 * What becomes of long results.
 *
 * @param folder where the whole is kept
 * @param budget how much of it is shown at once
 */
public record Outputs(OutputFolder folder, TokenBudget budget) {

    public Outputs {
        requireNonNull(folder, "folder");
        requireNonNull(budget, "budget");
    }

    /** A new text within the budget. */
    public BoundedText text() {
        return new BoundedText(folder, budget);
    }
}
