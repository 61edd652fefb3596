package dev.perennial.models;

/**
 * How much a model takes and gives in one call.
 *
 * @param contextTokens the context window: prompt and output together
 * @param outputTokens the largest {@code max_tokens}
 */
public record Limits(long contextTokens, long outputTokens) {

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if a limit is less than 1
     */
    public Limits {
        if (contextTokens < 1 || outputTokens < 1) {
            throw new IllegalArgumentException("contextTokens is " + contextTokens + " and outputTokens is "
                    + outputTokens + " but both start at 1");
        }
    }
}
