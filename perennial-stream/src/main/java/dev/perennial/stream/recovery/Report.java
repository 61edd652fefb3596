package dev.perennial.stream.recovery;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What an outcome is about.
 *
 * @param message everything that was received
 * @param attempts every attempt, in order
 */
public record Report(Progress message, List<AttemptReport> attempts) {

    public Report {
        requireNonNull(message, "message");
        attempts = List.copyOf(attempts);
    }
}
