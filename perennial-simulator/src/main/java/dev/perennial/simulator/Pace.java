package dev.perennial.simulator;

import java.time.Duration;

/**
 * A model that writes evenly.
 *
 * @param firstToken the time from the head of the response to the first token
 * @param tokensPerSecond the tokens per second after that; infinite for no waiting
 * @param pingInterval the time from one {@code ping} to the next
 */
public record Pace(Duration firstToken, double tokensPerSecond, Duration pingInterval) implements Timing {

    /** No waiting at all, for tests. */
    public static final Pace INSTANT = new Pace(Duration.ZERO, Double.POSITIVE_INFINITY, Duration.ofSeconds(10));

    /** Pleasant to watch: the first token after 0.15 s, then 400 tokens per second. */
    public static final Pace LIVELY = new Pace(Duration.ofMillis(150), 400, Duration.ofSeconds(10));

    public Pace {
        if (firstToken.isNegative() || !pingInterval.isPositive()) {
            throw new IllegalArgumentException(
                    "firstToken " + firstToken + " must not be negative, pingInterval " + pingInterval + " not zero.");
        }
        if (!(tokensPerSecond > 0)) {
            throw new IllegalArgumentException("tokensPerSecond " + tokensPerSecond + " has to be positive.");
        }
    }

    /** The time that writing this many tokens takes. */
    public Duration of(int tokens) {
        return Duration.ofNanos(Math.round(tokens * 1e9 / tokensPerSecond));
    }
}
