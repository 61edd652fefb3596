package dev.perennial.simulator.limit;

/** What a rate limit counts (platform.claude.com, "Rate limits"). */
public enum Meter {
    /** Requests. */
    REQUESTS("requests"),
    /** Input tokens that were not read from the prompt cache. */
    INPUT_TOKENS("input_tokens"),
    /** Output tokens, as they are generated. */
    OUTPUT_TOKENS("output_tokens");

    private final String field;

    Meter(String field) {
        this.field = field;
    }

    /** The name in JSON, such as {@code input_tokens}. */
    public String field() {
        return field;
    }

    /** The name in {@code anthropic-ratelimit-…} headers, such as {@code input-tokens}. */
    public String header() {
        return field.replace('_', '-');
    }

    /** The name for people, such as {@code input tokens}. */
    public String words() {
        return field.replace('_', ' ');
    }
}
