package dev.perennial.agent.output;

import static java.util.Objects.requireNonNull;

import dev.perennial.governor.estimate.InputEstimator;
import dev.perennial.governor.estimate.Prompt;
import dev.perennial.governor.estimate.Segment;
import dev.perennial.models.Capabilities;
import java.util.List;

/**
 * How much of the conversation one result may take, in tokens as the governor estimates them. Safe for use by several
 * threads.
 */
public final class TokenBudget {

    /** What a result may take if nobody says otherwise. */
    public static final long DEFAULT_TOKENS = 15_000;

    /** Less would not hold what has to be said about a text that is not shown. */
    public static final long FEWEST_TOKENS = 500;

    private static final int SAMPLE = 10_000;

    /** No character is thought to take more, the few tokens included that each text costs besides. */
    private static final int MOST_PER_CHARACTER = 2;

    /** Who looks for a place ends the search at this part of what was found: each look costs time in proportion to the text. */
    private static final int CLOSE_ENOUGH = 200;

    private final long tokens;
    private final Capabilities model;
    private final InputEstimator estimator = new InputEstimator();
    private final int mostCharacters;

    /**
     * A budget.
     *
     * @param tokens at least {@link #FEWEST_TOKENS}
     * @param model whose tokens are counted
     */
    public TokenBudget(long tokens, Capabilities model) {
        if (tokens < FEWEST_TOKENS) {
            throw new IllegalArgumentException(
                    "A result needs at least " + FEWEST_TOKENS + " tokens, but the budget is " + tokens);
        }
        this.tokens = tokens;
        this.model = requireNonNull(model, "model");
        // Nothing is cheaper than letters without accents.
        this.mostCharacters = Math.toIntExact(Math.min(
                1 << 24, tokens * SAMPLE / Math.max(1, estimate("a".repeat(SAMPLE)) - 10) + 1));
    }

    /** The tokens. */
    public long tokens() {
        return tokens;
    }

    /** The tokens of a text, estimated. */
    public synchronized long estimate(CharSequence text) {
        Prompt prompt = new Prompt(model, List.of(Segment.ofText("tool_result", text)));
        return estimator.estimate(prompt).expected();
    }

    /** Whether a text is within the budget; what is short enough for any text is not estimated. */
    public boolean holds(String text) {
        return text.length() < tokens / MOST_PER_CHARACTER
                || (text.length() <= mostCharacters && estimate(text) <= tokens);
    }

    /** A text of more characters is never within the budget. */
    int mostCharacters() {
        return mostCharacters;
    }

    /** How many characters from the beginning come to at most so many tokens; up to half a percent more might too. */
    int prefix(String text, long atMost) {
        int fits = 0;
        int fitsNot = Math.min(text.length(), mostCharacters) + 1;
        while (fitsNot - fits > Math.max(1, fits / CLOSE_ENOUGH)) {
            int middle = (fits + fitsNot) >>> 1;
            if (estimate(text.substring(0, middle)) <= atMost) {
                fits = middle;
            } else {
                fitsNot = middle;
            }
        }
        return fits;
    }

    /** Where an end begins that comes to at most so many tokens; up to half a percent more might too. */
    int suffix(String text, long atMost) {
        int fits = text.length();
        int fitsNot = Math.max(0, text.length() - mostCharacters) - 1;
        while (fits - fitsNot > Math.max(1, (text.length() - fits) / CLOSE_ENOUGH)) {
            int middle = (fits + fitsNot) >> 1;
            if (estimate(text.substring(middle)) <= atMost) {
                fits = middle;
            } else {
                fitsNot = middle;
            }
        }
        return fits;
    }
}
