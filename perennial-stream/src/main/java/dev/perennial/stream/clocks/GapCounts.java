package dev.perennial.stream.clocks;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/**
 * How long the gaps between two signs of progress were in one phase of a stream, counted in steps. Immutable.
 *
 * @param phase what the stream was busy with
 * @param steps the steps that have gaps, from the shortest
 */
public record GapCounts(Phase phase, List<Step> steps) {

    /** Where the steps end, from the shortest; a gap that is longer than all belongs to a last one without end. */
    public static final List<Duration> ENDS = List.of(
            Duration.ofMillis(10),
            Duration.ofMillis(25),
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofMillis(250),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofMillis(2_500),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(25),
            Duration.ofSeconds(60),
            Duration.ofSeconds(120),
            Duration.ofSeconds(300),
            Duration.ofSeconds(900));

    /** Copies the steps. */
    public GapCounts {
        requireNonNull(phase, "phase");
        steps = List.copyOf(steps);
    }

    /**
     * The gaps of one step.
     *
     * @param count how many; more than zero
     * @param total how long all of them were together
     */
    public record Step(long count, Duration total) {

        /**
         * Checks the count.
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        public Step {
            requireNonNull(total, "total");
            if (count < 1) {
                throw new IllegalArgumentException("count is " + count + " but a step has at least 1 gap");
            }
        }

        /** How long each was on average, which lies in the same step. */
        public Duration mean() {
            return total.dividedBy(count);
        }
    }

    /** How many gaps there are in all. */
    public long count() {
        return steps.stream().mapToLong(Step::count).sum();
    }
}
