package dev.perennial.governor.budget;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;

/**
 * A budget and what was spent of it.
 *
 * @param budget the budget
 * @param spending what was spent
 */
public record Exhausted(Budget budget, Spending spending) {

    public Exhausted {
        requireNonNull(budget, "budget");
        requireNonNull(spending, "spending");
    }

    /** How much was spent, in the unit of the budget. */
    public BigDecimal spent() {
        return budget.of(spending);
    }

    /** What is so and what to do about it, for people. */
    public String sentence() {
        return facts() + ": raise the budget to go on.";
    }

    /** The same while some of it is left. */
    public String warning() {
        return facts() + "; no more requests are sent once all of it is.";
    }

    private String facts() {
        return budget.words(spent()) + " of the budget of " + budget.words(budget.amount()) + " "
                + budget.scope().words() + " are spent";
    }
}
