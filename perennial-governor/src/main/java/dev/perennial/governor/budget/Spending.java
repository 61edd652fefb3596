package dev.perennial.governor.budget;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;

/**
 * What was spent within one scope. A value that can be kept and handed to the next process.
 *
 * @param scope the kind of scope
 * @param name which session, day or credential; empty for {@link Scope#ALL}
 * @param tokens prompt and output
 * @param dollars US dollars at list prices
 */
public record Spending(Scope scope, String name, long tokens, BigDecimal dollars) {

    public Spending {
        requireNonNull(scope, "scope");
        requireNonNull(name, "name");
        requireNonNull(dollars, "dollars");
    }

    /** Nothing was spent. */
    public static Spending nothing(Scope scope, String name) {
        return new Spending(scope, name, 0, BigDecimal.ZERO);
    }

    /** This and so much more. */
    public Spending plus(long moreTokens, BigDecimal moreDollars) {
        return new Spending(scope, name, tokens + moreTokens, dollars.add(moreDollars));
    }
}
