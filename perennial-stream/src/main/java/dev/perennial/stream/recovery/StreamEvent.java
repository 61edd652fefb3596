package dev.perennial.stream.recovery;

import java.time.Duration;

/** What a {@link Recovery} tells about itself, for logs and metrics; never content. */
public sealed interface StreamEvent {

    /**
     * An attempt broke, and this is what is done about it.
     *
     * @param attempt the attempt that broke
     * @param cause why
     * @param rule the row of the decision table in {@code docs/recovery.md}
     */
    record Decided(int attempt, Cause cause, Rule rule) implements StreamEvent {}

    /**
     * The next attempt waits.
     *
     * @param attempt the attempt that will be sent
     * @param delay for how long
     */
    record Waiting(int attempt, Duration delay) implements StreamEvent {}

    /**
     * A tick came so late that the machine must have slept; the clocks start anew.
     *
     * @param late by how much
     */
    record ClockJumped(Duration late) implements StreamEvent {}
}
