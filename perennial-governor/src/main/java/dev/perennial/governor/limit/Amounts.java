package dev.perennial.governor.limit;

import java.util.function.ToLongFunction;

/**
 * One number for each dimension: an amount, a change of it, or a limit per minute. Immutable.
 *
 * @param requests of requests
 * @param input of input tokens
 * @param output of output tokens
 */
public record Amounts(long requests, long input, long output) {

    /** Nothing. */
    public static final Amounts NONE = new Amounts(0, 0, 0);

    /** One number for each dimension. */
    public static Amounts of(ToLongFunction<Dimension> number) {
        return new Amounts(
                number.applyAsLong(Dimension.REQUESTS),
                number.applyAsLong(Dimension.INPUT),
                number.applyAsLong(Dimension.OUTPUT));
    }

    /** The number of one dimension. */
    public long of(Dimension dimension) {
        return switch (dimension) {
            case REQUESTS -> requests;
            case INPUT -> input;
            case OUTPUT -> output;
        };
    }

    /** The sums. */
    public Amounts plus(Amounts other) {
        return new Amounts(requests + other.requests, input + other.input, output + other.output);
    }

    /** These with another number for one dimension. */
    public Amounts with(Dimension dimension, long number) {
        return of(d -> d == dimension ? number : of(d));
    }
}
