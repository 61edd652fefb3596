package dev.perennial.stream.clocks;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The gaps of one kind, as they are kept and shared.
 *
 * @param key of what kind
 * @param ended how many of each length, faded: the first is below a millisecond (2^20 ns), each later one up to a quarter of a
 *     power of two longer; missing ones at the end are 0
 * @param cutOff the same of gaps of streams that were given up, which would have been longer
 * @param seconds how long those that ended were together
 */
public record LearnedGaps(ClockKey key, List<Double> ended, List<Double> cutOff, double seconds) {

    private static final double SECOND = 1e9;
    private static final double MOST = 1e12;

    /**
     * Checks the counts.
     *
     * @throws IllegalArgumentException if one is no number of gaps, or there are too many
     */
    public LearnedGaps {
        requireNonNull(key, "key");
        ended = checked("ended", ended);
        cutOff = checked("cutOff", cutOff);
        if (!isAmount(seconds)) {
            throw new IllegalArgumentException("seconds is " + seconds + " but has to be from 0 to 10^12");
        }
    }

    private static List<Double> checked(String name, List<Double> counts) {
        if (counts.size() > GapHistogram.BUCKETS) {
            throw new IllegalArgumentException(
                    name + " has " + counts.size() + " counts but may have at most " + GapHistogram.BUCKETS);
        }
        counts.stream().filter(c -> !isAmount(c)).findFirst().ifPresent(c -> {
            throw new IllegalArgumentException(name + " has " + c + " but each has to be from 0 to 10^12");
        });
        return List.copyOf(counts);
    }

    private static boolean isAmount(double value) {
        return value >= 0 && value <= MOST;
    }

    static LearnedGaps of(ClockKey key, GapHistogram gaps) {
        return new LearnedGaps(key, counts(gaps::ended), counts(gaps::cut), gaps.nanos() / SECOND);
    }

    private static List<Double> counts(IntToDoubleFunction counts) {
        int length = GapHistogram.BUCKETS;
        while (length > 0 && counts.applyAsDouble(length - 1) == 0) {
            length--;
        }
        return IntStream.range(0, length).mapToDouble(counts).boxed().toList();
    }

    GapHistogram histogram() {
        GapHistogram gaps = new GapHistogram();
        IntStream.range(0, ended.size()).forEach(i -> gaps.add(i, ended.get(i)));
        IntStream.range(0, cutOff.size()).forEach(i -> gaps.addCut(i, cutOff.get(i)));
        gaps.addNanos(seconds * SECOND);
        return gaps;
    }

    /** How many gaps, faded. */
    public double count() {
        return histogram().weight();
    }

    /** The length that this part of the gaps does not exceed, from 0 to 1; exact to a quarter, zero for no gaps. */
    public Duration quantile(double part) {
        return Duration.ofNanos(histogram().quantile(part));
    }
}
