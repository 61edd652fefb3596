package dev.perennial.benchmarks.reading;

import com.sun.management.OperatingSystemMXBean;
import dev.perennial.benchmarks.process.Child;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The first answer of a fresh process: its processor time, the start of the virtual machine aside. */
public final class ColdReading {

    private ColdReading() {}

    /** Reads one answer in each of the given ways, and prints after each what it took. */
    public static void main(String[] arguments) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        for (int i = 1; i < arguments.length; i++) {
            long before = system.getProcessCpuTime();
            reader(arguments[i], arguments[0]).read();
            System.out.println(system.getProcessCpuTime() - before);
        }
        System.exit(0);
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
            for (int i = 0; i < 3; i++) {
                child.hear();
            }
            child.handle().onExit().join();
        }
        return cache;
    }

    /** Processor time in nanoseconds. */
    static long measure(List<String> flags, String url, String reader) throws IOException {
        try (Child child = Child.start(ColdReading.class, new ArrayList<>(flags), url, reader)) {
            return child.hearNumber();
        }
    }
}
