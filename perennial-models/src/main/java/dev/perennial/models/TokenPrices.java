package dev.perennial.models;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;

/**
 * What tokens cost, in US dollars per million.
 *
 * @param input of an input token that has nothing to do with the cache
 * @param output of an output token
 * @param cacheWrite5m of writing to the cache for five minutes
 * @param cacheWrite1h of writing to the cache for an hour
 * @param cacheRead of reading from the cache
 */
public record TokenPrices(
        BigDecimal input, BigDecimal output, BigDecimal cacheWrite5m, BigDecimal cacheWrite1h, BigDecimal cacheRead) {

    /**
     * Checks the prices.
     *
     * @throws IllegalArgumentException if a price is negative
     */
    public TokenPrices {
        requirePrice("input", input);
        requirePrice("output", output);
        requirePrice("cacheWrite5m", cacheWrite5m);
        requirePrice("cacheWrite1h", cacheWrite1h);
        requirePrice("cacheRead", cacheRead);
    }

    /**
     * Prices from their decimal forms.
     *
     * @throws NumberFormatException if one is not a number
     */
    public static TokenPrices of(
            String input, String output, String cacheWrite5m, String cacheWrite1h, String cacheRead) {
        return new TokenPrices(
                new BigDecimal(input),
                new BigDecimal(output),
                new BigDecimal(cacheWrite5m),
                new BigDecimal(cacheWrite1h),
                new BigDecimal(cacheRead));
    }

    /** The exact cost in US dollars. */
    public BigDecimal cost(TokenUsage usage) {
        return times(input, usage.input())
                .add(times(output, usage.output()))
                .add(times(cacheWrite5m, usage.cacheWrite5m()))
                .add(times(cacheWrite1h, usage.cacheWrite1h()))
                .add(times(cacheRead, usage.cacheRead()))
                .movePointLeft(6);
    }

    /** All prices multiplied by the same factor. */
    public TokenPrices times(BigDecimal factor) {
        return new TokenPrices(
                input.multiply(factor),
                output.multiply(factor),
                cacheWrite5m.multiply(factor),
                cacheWrite1h.multiply(factor),
                cacheRead.multiply(factor));
    }

    private static BigDecimal times(BigDecimal price, long tokens) {
        return price.multiply(BigDecimal.valueOf(tokens));
    }

    private static void requirePrice(String field, BigDecimal price) {
        if (requireNonNull(price, field).signum() < 0) {
            throw new IllegalArgumentException(field + " is " + price + " but a price is at least 0");
        }
    }
}
