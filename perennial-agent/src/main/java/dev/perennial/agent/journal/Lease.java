package dev.perennial.agent.journal;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/**
 * Who may write a session.
 *
 * @param host the machine's name
 * @param pid the process
 * @param epoch rises with each holder; writes of an earlier one are refused
 * @param renewed when its holder last said that it lives
 */
public record Lease(String host, long pid, long epoch, Instant renewed) {

    /** A holder on another machine that was not heard of for so long is taken for dead. */
    public static final Duration EXPIRY = Duration.ofSeconds(30);

    public Lease {
        requireNonNull(host, "host");
        requireNonNull(renewed, "renewed");
    }
}
