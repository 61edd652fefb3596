package dev.perennial.models;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a model's tokens cost, with the tiers that some models have. Immutable. */
public final class Prices {

    private final TokenPrices standard;
    private final @Nullable LongPrompt longPrompt;
    private final @Nullable TokenPrices fast;

    private Prices(TokenPrices standard, @Nullable LongPrompt longPrompt, @Nullable TokenPrices fast) {
        this.standard = requireNonNull(standard, "standard");
        this.longPrompt = longPrompt;
        this.fast = fast;
    }

    /**
     * The prices of calls whose prompt is long.
     *
     * @param above the largest prompt, in tokens, that still costs the standard prices
     * @param prices the prices of every token of a call with a longer prompt
     */
    public record LongPrompt(long above, TokenPrices prices) {

        /**
         * Checks the parts.
         *
         * @throws IllegalArgumentException if {@code above} is less than 1
         */
        public LongPrompt {
            requireNonNull(prices, "prices");
            if (above < 1) {
                throw new IllegalArgumentException("above is " + above + " but a tier starts above 1 token or more");
            }
        }
    }

    /** Prices without tiers. */
    public static Prices of(TokenPrices standard) {
        return new Prices(standard, null, null);
    }

    /** These prices with a tier for long prompts. */
    public Prices withLongPrompt(LongPrompt tier) {
        return new Prices(standard, requireNonNull(tier, "tier"), fast);
    }

    /** These prices with those of fast mode ({@code speed: "fast"}). */
    public Prices withFast(TokenPrices prices) {
        return new Prices(standard, longPrompt, requireNonNull(prices, "prices"));
    }

    /** The prices of a call with a prompt of ordinary length. */
    public TokenPrices standard() {
        return standard;
    }

    /** The tier for long prompts, where the model has one. */
    public Optional<LongPrompt> longPrompt() {
        return Optional.ofNullable(longPrompt);
    }

    /** The prices of fast mode, where the model has it. */
    public Optional<TokenPrices> fast() {
        return Optional.ofNullable(fast);
    }

    /** The prices that apply to a prompt of so many tokens, cache reads and writes included. */
    public TokenPrices forPrompt(long tokens) {
        return longPrompt != null && tokens > longPrompt.above() ? longPrompt.prices() : standard;
    }

    /** The exact cost of one call in US dollars, at standard speed. */
    public BigDecimal cost(TokenUsage usage) {
        return forPrompt(usage.prompt()).cost(usage);
    }

    /** The exact cost of one call in fast mode; the standard cost where the model has none. */
    public BigDecimal fastCost(TokenUsage usage) {
        return fast == null ? cost(usage) : fast.cost(usage);
    }
}
