package dev.perennial.benchmarks;

import static java.util.Objects.requireNonNull;

import dev.perennial.simulator.Pace;
import dev.perennial.simulator.SimulatorServer;
import dev.perennial.simulator.SimulatorSettings;
import dev.perennial.simulator.limit.Limits;
import dev.perennial.simulator.limit.Rates;
import dev.perennial.simulator.manner.Manner;
import dev.perennial.simulator.text.TextBrain;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A simulator in a process of its own, so that its work, its sockets and its memory are not counted; ends when it is closed. */
final class ServerProcess implements AutoCloseable {

    /** What is measured is not how long requests wait for their turn. */
    private static final Limits NEVER_REACHED = Limits.OFF.withClass(Limits.OTHERS, Rates.HIGHEST);

    private static final Duration FIRST_TOKEN = Duration.ofMillis(100);
    private static final Duration PING = Duration.ofSeconds(2);

    private final Process process;
    private final BufferedReader lines;
    private final String url;

    private ServerProcess(Process process) throws IOException {
        this.process = process;
        this.lines = process.inputReader();
        this.url = requireNonNull(lines.readLine(), "the server did not start");
    }

    /**
     * Starts a simulator on a free loopback port.
     *
     * @param characters the length of its answers
     * @param tokensPerSecond how fast it writes them, after a tenth of a second; infinite for at once
     */
    static ServerProcess start(int characters, double tokensPerSecond) throws IOException {
        return new ServerProcess(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx2g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServerProcess.class.getName(),
                        String.valueOf(characters),
                        String.valueOf(tokensPerSecond))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    String url() {
        return url;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        lines.close();
    }

    /** Serves until the parent is gone. */
    public static void main(String[] arguments) throws IOException {
        double tokensPerSecond = Double.parseDouble(arguments[1]);
        Pace pace = Double.isInfinite(tokensPerSecond) ? Pace.INSTANT : new Pace(FIRST_TOKEN, tokensPerSecond, PING);
        try (SimulatorServer server =
                SimulatorServer.start(SimulatorSettings.builder(TextBrain.ofCharacters(Integer.parseInt(arguments[0])))
                        .limits(NEVER_REACHED)
                        .pace(pace)
                        .manner(Manner.OBEDIENT)
                        .build())) {
            System.out.println(server.baseUrl());
            while (System.in.read() >= 0) {
                // The parent says nothing; its end is the end of the input.
            }
        }
    }
}
