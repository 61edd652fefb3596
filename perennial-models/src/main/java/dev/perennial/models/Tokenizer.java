package dev.perennial.models;

/**
 * How a model counts.
 *
 * @param charactersPerToken the average for English prose: 3.4 for the tokenizer up to 4.6, 2.5 for the newer one
 * @param minCacheablePrompt the shortest prompt, in tokens, that the cache takes
 */
public record Tokenizer(double charactersPerToken, long minCacheablePrompt) {

    /** A rough estimate of the tokens of a text of so many characters, rounded up. */
    public long estimate(long characters) {
        return (long) Math.ceil(characters / charactersPerToken);
    }
}
