package dev.perennial.governor;

import static java.util.Objects.requireNonNull;

import dev.perennial.governor.limit.LimitReport;
import java.time.Duration;
import java.util.Optional;

/**
 * A response with status 429.
 *
 * @param code the error's {@code error_code}; empty if it has none
 * @param retryAfter the header {@code retry-after}
 * @param report what the headers say of the limits
 */
public record Refusal(String code, Optional<Duration> retryAfter, LimitReport report) {

    /** What a refusal means. */
    public enum Kind {
        /** A limit is used up for the moment. */
        RATE,
        /** More was wanted than the moment before, too suddenly. */
        RAMP,
        /** Money is spent: to ask again is futile. */
        SPEND
    }

    public Refusal {
        requireNonNull(code, "code");
        requireNonNull(retryAfter, "retryAfter");
        requireNonNull(report, "report");
    }

    /** What it means (platform.claude.com, "Errors"). */
    public Kind kind() {
        return switch (code) {
            case "ramp_limit_exceeded" -> Kind.RAMP;
            case "enforced_spend_limit_reached", "contract_spend_limit_reached" -> Kind.SPEND;
            default -> Kind.RATE;
        };
    }
}
