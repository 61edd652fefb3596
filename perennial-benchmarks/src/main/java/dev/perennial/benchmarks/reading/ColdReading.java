package dev.perennial.benchmarks.reading;

import com.sun.management.OperatingSystemMXBean;
import dev.perennial.benchmarks.process.Child;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The first answer of a fresh process: processor time, the start of the virtual machine aside. */
public final class ColdReading {

    private ColdReading() {}

    /**
     * What it took, in nanoseconds.
     *
     * @param asking to make the SDK's client and to send the request, which is the SDK's work for all
     * @param reading from the first byte of the answer to the SDK's message
     */
    record Times(long asking, long reading) {}

    /** Reads one answer in each of the given ways, and prints after each what asking and reading took. */
    public static void main(String[] arguments) {
        for (int i = 1; i < arguments.length; i++) {
            long before = processorNanos();
            AtomicLong opened = new AtomicLong();
            reader(arguments[i], arguments[0]).read(() -> opened.set(processorNanos()));
            System.out.println(opened.get() - before);
            System.out.println(processorNanos() - opened.get());
        }
        System.exit(0);
    }

    private static long processorNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static Reader reader(String name, String url) {
        return switch (name) {
            case "sdk" -> Reader.sdk(url);
            case "ours" -> Reader.text(url, false);
            case "unbroken" -> Reader.text(url, true);
            default -> throw new IllegalArgumentException("no reader is called " + name);
        };
    }

    /** Makes a cache that has been trained with all ways. */
    static Path train(Path cache, String url) throws IOException {
        try (Child child = Child.start(
                ColdReading.class, List.of("-XX:AOTCacheOutput=" + cache), url, "sdk", "ours", "unbroken")) {
            for (int i = 0; i < 6; i++) {
                child.hear();
            }
            child.handle().onExit().join();
        }
        return cache;
    }

    static Times measure(List<String> flags, String url, String reader) throws IOException {
        try (Child child = Child.start(ColdReading.class, new ArrayList<>(flags), url, reader)) {
            return new Times(child.hearNumber(), child.hearNumber());
        }
    }
}
