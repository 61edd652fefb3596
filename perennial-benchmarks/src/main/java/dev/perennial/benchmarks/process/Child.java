package dev.perennial.benchmarks.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another Java process that is told what to do by lines and answers by lines; ends when it is closed. */
public final class Child implements AutoCloseable {

    private static final int LONGEST_FAREWELL_SECONDS = 5;

    private final Process process;
    private final BufferedReader lines;
    private final Writer orders;

    private Child(Process process) {
        this.process = process;
        this.lines = process.inputReader();
        this.orders = process.outputWriter();
    }

    /** Starts a class's {@code main} with what is on the class path here. */
    public static Child start(Class<?> main, List<String> flags, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(tool("java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return start(command);
    }

    /** Starts a program. */
    public static Child start(List<String> command) throws IOException {
        return new Child(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** A program of the JDK that runs this. */
    public static Path tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name);
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    public void say(String line) {
        try {
            orders.write(line + "\n");
            orders.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("process " + process.pid() + " has ended before it was told to " + line, e);
        }
    }

    /** Its next line; waits for it. */
    public String hear() {
        try {
            String line = lines.readLine();
            if (line == null) {
                throw new IllegalStateException("process " + process.pid() + " has ended; see what it printed.");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its next line, a number. */
    public long hearNumber() {
        return Long.parseLong(hear());
    }

    /**
     * Makes sure that its clock is that of this process, so that times of one can be compared with times of the other.
     *
     * @throws IllegalStateException if it is another
     */
    public void requireSameClock() {
        long before = System.nanoTime();
        say("clock");
        long there = hearNumber();
        long after = System.nanoTime();
        if (there - before < 0 || after - there < 0) {
            throw new IllegalStateException("System.nanoTime of two processes differs on this machine (" + before + ", "
                    + there + ", " + after + "); latencies between processes cannot be measured here.");
        }
    }

    @Override
    public void close() {
        try {
            orders.close();
        } catch (IOException alreadyGone) {
            // It has ended, which is all that is wanted.
        }
        try {
            if (!process.waitFor(LONGEST_FAREWELL_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
