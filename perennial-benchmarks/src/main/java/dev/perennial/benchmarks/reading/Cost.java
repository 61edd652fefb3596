package dev.perennial.benchmarks.reading;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What it took to read an answer.
 *
 * <p>Negative where it is not known.
 *
 * @param thread processor time of the calling thread, in nanoseconds
 * @param process processor time of the process, its compiler and collector included
 * @param allocated bytes that all threads took
 */
record Cost(long thread, long process, long allocated) {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** Reads an answer of so many characters. */
    static Cost of(Reader reader, long characters) {
        Cost before = now();
        long read = reader.read(() -> {});
        Cost after = now();
        if (read != characters) {
            throw new IllegalStateException(read + " characters were read instead of " + characters);
        }
        return new Cost(
                after.thread - before.thread, after.process - before.process, after.allocated - before.allocated);
    }

    private static Cost now() {
        return new Cost(
                THREADS.getCurrentThreadCpuTime(), SYSTEM.getProcessCpuTime(), THREADS.getTotalThreadAllocatedBytes());
    }

    static double median(List<Cost> costs, ToLongFunction<Cost> kind) {
        long[] sorted = costs.stream().mapToLong(kind).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2.0;
    }
}
