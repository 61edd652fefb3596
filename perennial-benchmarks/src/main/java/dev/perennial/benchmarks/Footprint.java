package dev.perennial.benchmarks;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What this process holds.
 *
 * @param threads its threads, the virtual ones too
 * @param files its open files and sockets; 0 where the system does not tell
 * @param heap the bytes of its live objects
 */
record Footprint(long threads, long files, long heap) {

    private static final Duration LONGEST = Duration.ofSeconds(40);
    private static final Duration PAUSE = Duration.ofMillis(250);

    /** Live heap may vary by so much: caches, compiled code, a buffer more or less. */
    static final long SOME_HEAP = 8L << 20;

    /** What it holds now. */
    static Footprint now() throws IOException {
        return new Footprint(threadsNow(), filesNow(), usedHeap());
    }

    /** What it holds once that is no more than before, or after as long as pools and timers may take to let go. */
    static Footprint settled(Footprint before) throws IOException, InterruptedException {
        long until = System.nanoTime() + LONGEST.toNanos();
        Footprint now = now();
        while (!now.isWithin(before) && System.nanoTime() < until) {
            Thread.sleep(PAUSE);
            now = now();
        }
        return now;
    }

    /** Whether it is no more than another, but for some heap. */
    boolean isWithin(Footprint other) {
        return threads <= other.threads && files <= other.files && heap <= other.heap + SOME_HEAP;
    }

    private static long threadsNow() throws IOException {
        Path folder = Files.createTempDirectory("threads");
        Path dump = folder.resolve("dump.txt");
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
            try (Stream<String> lines = Files.lines(dump)) {
                return lines.filter(line -> line.startsWith("#")).count();
            }
        } finally {
            Files.deleteIfExists(dump);
            Files.delete(folder);
        }
    }

    private static long filesNow() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
    }

    private static long usedHeap() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d threads, %d files, %.1f MB", threads, files, heap / 1e6);
    }
}
