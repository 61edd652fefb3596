package dev.perennial.benchmarks.gateway;

import java.util.Arrays;

/** What has arrived on all streams of a client. Not thread-safe. */
final class Arrivals {

    private long[] latencies = new long[1 << 16];
    private int recorded;
    private boolean recording;
    private long events;
    private long misplaced;

    /** Whether latencies count from now on. */
    void record(boolean on) {
        recording = on;
    }

    /** An event, and whether it is the one that had to come next on its stream. */
    void arrived(long latency, boolean inOrder) {
        events++;
        misplaced += inOrder ? 0 : 1;
        if (recording) {
            if (recorded == latencies.length) {
                latencies = Arrays.copyOf(latencies, 2 * recorded);
            }
            latencies[recorded++] = latency;
        }
    }

    long events() {
        return events;
    }

    /** Events that were not the next ones. */
    long misplaced() {
        return misplaced;
    }

    int recorded() {
        return recorded;
    }

    /** The latency, in nanoseconds, that so many of a hundred do not exceed; 0 if none was recorded. */
    long[] percentiles(double... percents) {
        long[] sorted = Arrays.copyOf(latencies, recorded);
        Arrays.sort(sorted);
        return Arrays.stream(percents).mapToLong(p -> percentile(sorted, p)).toArray();
    }

    private static long percentile(long[] sorted, double percent) {
        int rank = (int) Math.ceil(sorted.length * percent / 100);
        return sorted.length == 0 ? 0 : sorted[Math.max(0, rank - 1)];
    }
}
