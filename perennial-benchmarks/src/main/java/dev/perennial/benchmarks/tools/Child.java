package dev.perennial.benchmarks.tools;

import java.io.IOException;

/** A Java process of its own with so much heap and not more, whose end says whether that was enough. */
final class Child {

    /** Large arrays go into the rest at once; what is split off for small ones is lost to them. */
    private static final int YOUNG_MEGABYTES = 8;

    private Child() {}

    static void run(int heapMegabytes, Class<?> program) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx" + heapMegabytes + "m",
                        "-Xmn" + YOUNG_MEGABYTES + "m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName())
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(
                    program.getSimpleName() + " does not get by with a heap of " + heapMegabytes + " MB");
        }
    }
}
