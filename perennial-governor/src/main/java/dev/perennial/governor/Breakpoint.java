package dev.perennial.governor;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * A place in a prompt up to which the server caches it ({@code cache_control}).
 *
 * @param prefix names the bytes up to here: the same name only for the same prefix
 * @param tokens the estimated tokens up to here
 * @param timeToLive for how long the cache keeps it after each use
 */
public record Breakpoint(String prefix, long tokens, Duration timeToLive) {

    public Breakpoint {
        requireNonNull(prefix, "prefix");
        requireNonNull(timeToLive, "timeToLive");
        if (tokens < 0) {
            throw new IllegalArgumentException("tokens is " + tokens + " but has to be 0 or more");
        }
    }
}
