package dev.perennial.simulator.internal.message;

/**
 * How the tokens of a request's input were read; the four parts add up to the counted input
 * (platform.claude.com, "Prompt caching").
 *
 * @param uncached read afresh: {@code input_tokens}
 * @param cacheRead taken from the prompt cache
 * @param written5m written to the cache for five minutes
 * @param written1h written to the cache for an hour
 */
public record InputUsage(int uncached, int cacheRead, int written5m, int written1h) {

    /** All of the input was read afresh. */
    public static InputUsage uncached(int tokens) {
        return new InputUsage(tokens, 0, 0, 0);
    }

    /** The tokens written to the cache. */
    public int written() {
        return written5m + written1h;
    }

    /** All tokens of the input. */
    public int total() {
        return uncached + cacheRead + written();
    }

    /** What counts against a limit of input tokens: reads from the cache do not (platform.claude.com, "Rate limits"). */
    public int limited() {
        return uncached + written();
    }
}
