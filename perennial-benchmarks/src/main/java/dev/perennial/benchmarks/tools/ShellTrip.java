package dev.perennial.benchmarks.tools;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** How long {@code true} takes through the shell tool, beside a bash behind two bare pipes. */
public final class ShellTrip {

    private static final int TRIPS = 1_000;
    private static final byte[] COMMAND = "true; echo\n".getBytes(StandardCharsets.US_ASCII);

    private ShellTrip() {}

    /** One row of the table; the two take turns, the first round warms up. */
    public static String row(int rounds) throws IOException, InterruptedException {
        long[] raw = new long[rounds * TRIPS];
        long[] ours = new long[rounds * TRIPS];
        Process bash = new ProcessBuilder("bash", "--noprofile", "--norc").start();
        try (Bench bench = Bench.open();
                OutputStream in = bash.getOutputStream();
                InputStream out = bash.getInputStream()) {
            for (int round = -1; round < rounds; round++) {
                for (int trip = 0; trip < TRIPS; trip++) {
                    long start = System.nanoTime();
                    in.write(COMMAND);
                    in.flush();
                    out.read();
                    long between = System.nanoTime();
                    bench.run("true");
                    long end = System.nanoTime();
                    if (round >= 0) {
                        raw[round * TRIPS + trip] = between - start;
                        ours[round * TRIPS + trip] = end - between;
                    }
                }
            }
        } finally {
            bash.destroy();
        }
        double twin = Bench.median(raw);
        double tool = Bench.median(ours);
        return String.format(
                Locale.ROOT,
                "| round trip of `true`, median of %,d | %.3f ms | %.3f ms | %.1f × | ≤ 3 × |",
                raw.length,
                twin,
                tool,
                tool / twin);
    }
}
