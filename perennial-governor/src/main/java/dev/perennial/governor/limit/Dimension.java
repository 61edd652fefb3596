package dev.perennial.governor.limit;

/** What a rate limit counts (platform.claude.com, "Rate limits"). */
public enum Dimension {
    /** Requests. */
    REQUESTS("requests"),
    /** Input tokens that are not read from the prompt cache: plain input and cache writes. */
    INPUT("input tokens"),
    /** Output tokens, as they are generated; {@code max_tokens} does not count. */
    OUTPUT("output tokens");

    private final String words;

    Dimension(String words) {
        this.words = words;
    }

    /** The name for people, such as {@code input tokens}. */
    public String words() {
        return words;
    }

    /** The name in {@code anthropic-ratelimit-…} headers, such as {@code input-tokens}. */
    public String header() {
        return words.replace(' ', '-');
    }
}
