package dev.perennial.stream.recovery;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What an outcome is about.
 *
 * @param message everything that was received
 * @param attempts the attempts in order: every one, unless there were more than 200; then the first hundred and the last
 *     hundred
 * @param omitted the attempts between those
 */
public record Report(Progress message, List<AttemptReport> attempts, Omitted omitted) {

    public Report {
        requireNonNull(message, "message");
        attempts = List.copyOf(attempts);
        requireNonNull(omitted, "omitted");
    }

    /** A report that leaves no attempt out. */
    public Report(Progress message, List<AttemptReport> attempts) {
        this(message, attempts, Omitted.NONE);
    }
}
