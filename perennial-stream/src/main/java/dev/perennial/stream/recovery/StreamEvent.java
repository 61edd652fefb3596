package dev.perennial.stream.recovery;

import dev.perennial.models.TokenUsage;
import dev.perennial.stream.clocks.GapCounts;
import dev.perennial.stream.clocks.Phase;
import dev.perennial.stream.seam.Proof;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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
     * Nothing but patience keeps the message alive; told before each wait.
     *
     * @param attempt the attempt that will be sent
     * @param cause why the last one broke
     * @param lasted since when nothing was brought
     * @param left how much of the patience is left
     */
    record Outage(int attempt, Cause cause, Duration lasted, Duration left) implements StreamEvent {}

    /**
     * A text goes on in its middle.
     *
     * @param attempt the attempt that goes on
     * @param proof how it is known where; {@link Proof#NONE} if it is not
     */
    record Joined(int attempt, Proof proof) implements StreamEvent {}

    /**
     * The first content of the message arrived; told once.
     *
     * @param attempt the attempt that brought it
     * @param after how long after the start
     */
    record FirstContent(int attempt, Duration after) implements StreamEvent {}

    /**
     * The stream made no progress for more than a quarter of what it may take, and at least a second, and then went on by
     * itself. A time in which nobody waited does not count, and a sleep of the machine is none.
     *
     * @param attempt the attempt that made none
     * @param phase what it was busy with
     * @param lasted how long it made none
     */
    record Gap(int attempt, Phase phase, Duration lasted) implements StreamEvent {}

    /**
     * Nothing of the message was to be had there, so it is asked for elsewhere; told before the first attempt there.
     *
     * @param attempt the attempt that will be sent
     * @param target the number of the target
     * @param cause why the last attempt elsewhere broke
     */
    record FellBack(int attempt, int target, Cause cause) implements StreamEvent {}

    /**
     * The answer to an attempt has begun.
     *
     * @param attempt the attempt
     * @param usage what its {@code message_start} says of its input; nothing if it says nothing
     * @param model who serves it, as it says; empty if it does not
     */
    record Answered(int attempt, TokenUsage usage, Optional<String> model) implements StreamEvent {}

    /**
     * An attempt is over, whole or not; told once for each, after {@link Decided} if it broke.
     *
     * @param report what became of it
     */
    record Over(AttemptReport report) implements StreamEvent {}

    /** The machine woke from a sleep, or has another network, and what it was connected to may be gone. */
    record NetworkChanged() implements StreamEvent {}

    /**
     * An attempt is over, and this is how long the gaps between its signs of progress were; told before what became of it,
     * unless it had none. Gaps that were cut off, and times in which nobody waited, are not among them.
     *
     * @param attempt the attempt
     * @param gaps by phase
     */
    record Pace(int attempt, List<GapCounts> gaps) implements StreamEvent {

        /** Copies the list. */
        public Pace {
            gaps = List.copyOf(gaps);
        }
    }

    /**
     * A tick came so late that the machine must have slept; the clocks start anew.
     *
     * @param late by how much
     */
    record ClockJumped(Duration late) implements StreamEvent {}
}
