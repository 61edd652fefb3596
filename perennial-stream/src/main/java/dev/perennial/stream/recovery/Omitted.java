package dev.perennial.stream.recovery;

import static java.util.Objects.requireNonNull;

import dev.perennial.models.TokenUsage;

/**
 * The attempts of an outage that are too many to be told one by one.
 *
 * @param attempts how many; 0 for none
 * @param usage what all of them are billed at
 * @param estimated whether output in {@code usage} is an estimate
 */
public record Omitted(int attempts, TokenUsage usage, boolean estimated) {

    /** None: every attempt has its report. */
    public static final Omitted NONE = new Omitted(0, TokenUsage.NONE, false);

    public Omitted {
        requireNonNull(usage, "usage");
    }

    Omitted plus(AttemptReport report) {
        return new Omitted(attempts + 1, usage.plus(report.usage()), estimated || report.estimated());
    }
}
