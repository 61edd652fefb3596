package dev.perennial.simulator.internal.limit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.http.Headers;
import dev.perennial.simulator.ApiError;
import dev.perennial.simulator.internal.Json;
import dev.perennial.simulator.limit.Meter;
import java.util.Locale;

/**
 * A 429 (platform.claude.com, "Rate limits", "Errors").
 *
 * @param error the error
 * @param headers {@code retry-after}, where asking again helps
 */
public record Refusal(ApiError error, Headers headers) {

    private static final int STATUS = 429;
    private static final String TYPE = "rate_limit_error";
    private static final long SECOND = 1_000_000_000L;
    private static final String ADVICE =
            " For details, refer to: https://platform.claude.com/docs/en/api/rate-limits. You can see the response headers"
                    + " for current usage. Please reduce the prompt length or the maximum tokens requested, or try again"
                    + " later.";

    static Refusal exceeded(Meter meter, long limit, String rateClass, long nanos) {
        String message = String.format(
                Locale.ROOT,
                "This request would exceed your organization's rate limit of %,d %s per minute (model class: %s).",
                limit,
                meter.words(),
                rateClass);
        return new Refusal(new ApiError(STATUS, TYPE, message + ADVICE), retryAfter(nanos));
    }

    static Refusal ramp(long nanos) {
        String message = "Your organization's usage has increased too sharply and would exceed its acceleration limit."
                + " Please scale up more gradually." + ADVICE;
        return new Refusal(coded("ramp_limit_exceeded", message), retryAfter(nanos));
    }

    /** To ask again is futile, so there is no {@code retry-after}. */
    static Refusal spent(String code) {
        String message = "You have reached your specified API usage limits. You will regain access when the limit is"
                + " raised or the next period begins.";
        return new Refusal(coded(code, message), Headers.EMPTY);
    }

    private static ApiError coded(String code, String message) {
        ObjectNode details = Json.object().put("error_code", code);
        return new ApiError(STATUS, TYPE, message, details);
    }

    private static Headers retryAfter(long nanos) {
        return Headers.of("retry-after", Long.toString(Math.max(1, Math.ceilDiv(nanos, SECOND))));
    }
}
