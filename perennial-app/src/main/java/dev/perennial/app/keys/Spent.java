package dev.perennial.app.keys;

import dev.perennial.models.TokenUsage;
import java.math.BigDecimal;

/**
 * What was spent.
 *
 * @param messages how many messages were paid for
 * @param usage what they were billed at, all attempts together
 * @param dollars at list prices
 */
public record Spent(long messages, TokenUsage usage, BigDecimal dollars) {

    /** Nothing. */
    public static final Spent NOTHING = new Spent(0, TokenUsage.NONE, BigDecimal.ZERO);

    /** Both together. */
    public Spent plus(Spent other) {
        return new Spent(messages + other.messages, usage.plus(other.usage), dollars.add(other.dollars));
    }
}
