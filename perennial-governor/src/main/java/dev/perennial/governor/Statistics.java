package dev.perennial.governor;

import static java.util.Objects.requireNonNull;

import dev.perennial.models.TokenUsage;
import java.time.Duration;

/**
 * What a governor counted since its start. Immutable.
 *
 * @param asked requests that wanted to go
 * @param admitted requests that went
 * @param completed answers that are whole
 * @param refused requests that the server refused with status 429
 * @param broken requests that ended otherwise
 * @param rejected requests that never went: too late, futile, or over a budget
 * @param usage the tokens of the answers that are whole
 * @param waited how long requests waited, together
 * @param longestWait how long one waited at most
 */
public record Statistics(
        long asked,
        long admitted,
        long completed,
        long refused,
        long broken,
        long rejected,
        TokenUsage usage,
        Duration waited,
        Duration longestWait) {

    public Statistics {
        requireNonNull(usage, "usage");
        requireNonNull(waited, "waited");
        requireNonNull(longestWait, "longestWait");
    }
}
