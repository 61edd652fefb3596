package dev.perennial.simulator.limit;

/**
 * Amounts per minute.
 *
 * @param requests requests, from 0 to 50,000,000
 * @param inputTokens input tokens that are not read from the prompt cache, from 0 to 50,000,000
 * @param outputTokens output tokens, from 0 to 50,000,000
 */
public record Rates(long requests, long inputTokens, long outputTokens) {

    /** Nothing. */
    public static final Rates NONE = new Rates(0, 0, 0);

    static final long MOST = 50_000_000;

    /** The highest limits that there can be. */
    public static final Rates HIGHEST = new Rates(MOST, MOST, MOST);

    public Rates {
        requireInRange("requests", requests);
        requireInRange("inputTokens", inputTokens);
        requireInRange("outputTokens", outputTokens);
    }

    private static void requireInRange(String name, long value) {
        if (value < 0 || value > MOST) {
            throw new IllegalArgumentException(name + " " + value + " has to be from 0 to " + MOST + " per minute.");
        }
    }

    /** The amount of one meter. */
    public long of(Meter meter) {
        return switch (meter) {
            case REQUESTS -> requests;
            case INPUT_TOKENS -> inputTokens;
            case OUTPUT_TOKENS -> outputTokens;
        };
    }
}
