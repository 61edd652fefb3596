package dev.perennial.agent;

import static java.util.Objects.requireNonNull;

import dev.perennial.models.TokenUsage;
import java.time.Duration;

/**
 * One request that was sent for a run, and what became of it.
 *
 * @param request which request of the session, from 1; a request that broke and was taken up anew has several attempts
 * @param requestId the API's id of it, empty if there was no answer
 * @param end the stop reason, or the machine-readable code of what went wrong
 * @param duration from sending to the end of the response
 * @param usage what the API reported as used; zeros where it reported nothing
 * @param model who served it, as the answer said; empty if it did not
 */
public record Attempt(int request, String requestId, String end, Duration duration, TokenUsage usage, String model) {

    public Attempt {
        requireNonNull(requestId, "requestId");
        requireNonNull(end, "end");
        requireNonNull(duration, "duration");
        requireNonNull(usage, "usage");
        requireNonNull(model, "model");
    }

    /** An attempt of which nobody knows who served it. */
    public Attempt(int request, String requestId, String end, Duration duration, TokenUsage usage) {
        this(request, requestId, end, duration, usage, "");
    }
}
