package dev.perennial.gateway;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * What is known of a kind of client that others do not do.
 *
 * @param agent how its {@code User-Agent} begins
 * @param patience how long it waits for content before it gives up, in spite of pings; what has to happen happens before. Empty
 *     for as long as it takes
 */
public record ClientProfile(String agent, Optional<Duration> patience) {

    /** Claude Code asks everything again after some 300 s without content; 240 s leave it the time to read what it gets. */
    public static final ClientProfile CLAUDE_CODE =
            new ClientProfile("claude-cli/", Optional.of(Duration.ofMinutes(4)));

    /**
     * Checks the profile.
     *
     * @throws IllegalArgumentException if no client could be told by it, or the patience is none
     */
    public ClientProfile {
        requireNonNull(patience, "patience");
        if (agent.isBlank()) {
            throw new IllegalArgumentException("agent is blank but has to say how a User-Agent begins.");
        }
        if (patience.filter(p -> !p.isPositive()).isPresent()) {
            throw new IllegalArgumentException("patience " + patience.get() + " has to be more than zero.");
        }
    }

    boolean fits(String userAgent) {
        return userAgent.startsWith(agent);
    }
}
