package dev.perennial.benchmarks.gateway;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What a client got.
 *
 * @param opened streams that had begun when the time that counts was over
 * @param whole streams that came to their proper end
 * @param events all that arrived
 * @param misplaced those of them that were not the next ones
 * @param timed those of them that arrived in the time that counts
 * @param latencies their median, their 99th percentile and the longest, in nanoseconds
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ClientResult(int opened, int whole, long events, long misplaced, int timed, long[] latencies) {

    /** A line that {@link #parse} understands. */
    String line() {
        return LongStream.concat(LongStream.of(opened, whole, events, misplaced, timed), Arrays.stream(latencies))
                .mapToObj(Long::toString)
                .collect(Collectors.joining(" "));
    }

    static ClientResult parse(String line) {
        long[] numbers =
                Arrays.stream(line.split(" ", -1)).mapToLong(Long::parseLong).toArray();
        return new ClientResult(
                (int) numbers[0],
                (int) numbers[1],
                numbers[2],
                numbers[3],
                (int) numbers[4],
                Arrays.copyOfRange(numbers, 5, numbers.length));
    }

    /** Half of the events took no longer, in nanoseconds. */
    long median() {
        return latencies[0];
    }

    /** All but one in a hundred took no longer, in nanoseconds. */
    long nearlyAll() {
        return latencies[1];
    }

    long longest() {
        return latencies[2];
    }
}
