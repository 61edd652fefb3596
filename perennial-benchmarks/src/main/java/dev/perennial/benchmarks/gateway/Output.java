package dev.perennial.benchmarks.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;

/** A program that is run for what it prints. */
record Output(Process process) implements AutoCloseable {

    static Output of(String... command) throws IOException {
        return new Output(new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** All that it prints, once it has ended. */
    String text() throws IOException {
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
