package dev.perennial.agent;

import static java.util.Objects.requireNonNull;

import dev.perennial.models.TokenUsage;
import java.util.List;

/**
 * What a run came to.
 *
 * @param outcome how it ended
 * @param detail one sentence on why and what to do; empty if the outcome is {@link Outcome#COMPLETE}
 * @param text the whole text of the final assistant message, as far as it was received
 * @param stopReason the last stop reason, empty if no response was whole
 * @param usage what all requests of the run used together
 * @param attempts the requests in order
 */
public record RunResult(
        Outcome outcome, String detail, String text, String stopReason, TokenUsage usage, List<Attempt> attempts) {

    public RunResult {
        requireNonNull(outcome, "outcome");
        requireNonNull(detail, "detail");
        requireNonNull(text, "text");
        requireNonNull(stopReason, "stopReason");
        requireNonNull(usage, "usage");
        attempts = List.copyOf(attempts);
    }
}
