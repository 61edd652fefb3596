package dev.perennial.simulator.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which of the requests of a conversation a fault befalls.
 *
 * @param ranges the numbers, counted from 1; a number is meant if any range has it
 */
public record Attempts(List<Range> ranges) {

    /** Every request. */
    public static final Attempts ALL = new Attempts(List.of(new Range(1, Long.MAX_VALUE)));

    /** The first request only. */
    public static final Attempts FIRST = new Attempts(List.of(new Range(1, 1)));

    /**
     * Consecutive numbers.
     *
     * @param first the first, 1 or more
     * @param last the last, not less than the first
     */
    public record Range(long first, long last) {

        public Range {
            if (first < 1 || last < first) {
                throw new IllegalArgumentException(first + "-" + last + " is no range of numbers from 1 upwards.");
            }
        }

        @Override
        public String toString() {
            return first == last ? Long.toString(first) : first + "-" + last;
        }
    }

    public Attempts {
        ranges = List.copyOf(ranges);
    }

    /**
     * Reads {@code 1}, {@code 1-3}, {@code 2,4} or {@code *}.
     *
     * @throws FaultSyntaxException if the text is none of these
     */
    public static Attempts parse(String text) {
        if (text.equals("*")) {
            return ALL;
        }
        List<Range> ranges = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            ranges.add(range(part, text));
        }
        return new Attempts(ranges);
    }

    private static Range range(String part, String whole) {
        String[] ends = part.split("-", 2);
        try {
            long first = Long.parseLong(ends[0]);
            return new Range(first, ends.length == 1 ? first : Long.parseLong(ends[1]));
        } catch (IllegalArgumentException malformed) {
            throw new FaultSyntaxException("Attempts `" + whole + "`: say 1, 1-3, 2,4 or * after the ~.");
        }
    }

    /** Whether the request of this number, counted from 1, is meant. */
    public boolean contains(long number) {
        return ranges.stream().anyMatch(r -> r.first <= number && number <= r.last);
    }

    @Override
    public String toString() {
        return equals(ALL) ? "*" : ranges.stream().map(Range::toString).collect(Collectors.joining(","));
    }
}
