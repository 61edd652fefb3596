package dev.perennial.models;

/**
 * The tokens of one call, sorted as they are billed.
 *
 * <p>Source: the {@code usage} of the Messages API. {@code input} excludes what was read from or written to the cache;
 * the three together are the prompt.
 *
 * @param input input tokens that had nothing to do with the cache
 * @param output output tokens, thinking included
 * @param cacheWrite5m input tokens written to the cache for five minutes
 * @param cacheWrite1h input tokens written to the cache for an hour
 * @param cacheRead input tokens read from the cache
 */
public record TokenUsage(long input, long output, long cacheWrite5m, long cacheWrite1h, long cacheRead) {

    /** No tokens. */
    public static final TokenUsage NONE = new TokenUsage(0, 0, 0, 0, 0);

    /**
     * Checks the counts.
     *
     * @throws IllegalArgumentException if a count is negative
     */
    public TokenUsage {
        requireCount("input", input);
        requireCount("output", output);
        requireCount("cacheWrite5m", cacheWrite5m);
        requireCount("cacheWrite1h", cacheWrite1h);
        requireCount("cacheRead", cacheRead);
    }

    /** Input and output without any caching. */
    public static TokenUsage of(long input, long output) {
        return new TokenUsage(input, output, 0, 0, 0);
    }

    /** The size of the prompt: input, cache writes and cache reads. */
    public long prompt() {
        return input + cacheWrite() + cacheRead;
    }

    /** Tokens written to the cache, for however long. */
    public long cacheWrite() {
        return cacheWrite5m + cacheWrite1h;
    }

    /** Prompt and output. */
    public long total() {
        return prompt() + output;
    }

    /** The sum of two calls. */
    public TokenUsage plus(TokenUsage other) {
        return new TokenUsage(
                input + other.input,
                output + other.output,
                cacheWrite5m + other.cacheWrite5m,
                cacheWrite1h + other.cacheWrite1h,
                cacheRead + other.cacheRead);
    }

    private static void requireCount(String field, long count) {
        if (count < 0) {
            throw new IllegalArgumentException(field + " is " + count + " but a number of tokens is at least 0");
        }
    }
}
