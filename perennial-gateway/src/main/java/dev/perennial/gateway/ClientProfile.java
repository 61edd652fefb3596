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
 * @param firstPing how long it waits for its turn before it is answered with the head of a stream and pings, which fixes its status:
 *     what goes wrong from then on is an event. Empty for never
 */
public record ClientProfile(String agent, Optional<Duration> patience, Optional<Duration> firstPing) {

    /** For clients of which nothing is known: those that give up, and what lies between, wait a minute for a first byte. */
    public static final Duration USUAL_FIRST_PING = Duration.ofSeconds(45);

    /**
     * Claude Code asks everything again after some 300 s without content; 240 s leave it the time to read what it gets. Pings would not
     * help it, and a status says more to it than an event.
     */
    public static final ClientProfile CLAUDE_CODE =
            new ClientProfile("claude-cli/", Optional.of(Duration.ofMinutes(4)), Optional.empty());

    /**
     * Checks the profile.
     *
     * @throws IllegalArgumentException if no client could be told by it, or the patience is none
     */
    public ClientProfile {
        requireNonNull(patience, "patience");
        requireNonNull(firstPing, "firstPing");
        if (agent.isBlank()) {
            throw new IllegalArgumentException("agent is blank but has to say how a User-Agent begins.");
        }
        if (patience.filter(p -> !p.isPositive()).isPresent()) {
            throw new IllegalArgumentException("patience " + patience.get() + " has to be more than zero.");
        }
        if (firstPing.filter(p -> !p.isPositive()).isPresent()) {
            throw new IllegalArgumentException("firstPing " + firstPing.get() + " has to be more than zero.");
        }
    }

    /** A profile of a client that gets pings like any other. */
    public ClientProfile(String agent, Optional<Duration> patience) {
        this(agent, patience, Optional.of(USUAL_FIRST_PING));
    }

    boolean fits(String userAgent) {
        return userAgent.startsWith(agent);
    }
}
