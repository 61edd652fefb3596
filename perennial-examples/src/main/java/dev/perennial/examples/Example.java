package dev.perennial.examples;

import static java.util.Objects.requireNonNull;

import com.anthropic.client.AnthropicClient;
import dev.perennial.client.ClientSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** An everyday pattern: a class of a few lines that can be run and read. */
public final class Example {

    private final String name;
    private final String summary;
    private final Class<?> program;
    private final Run run;

    private Example(String name, String summary, Class<?> program, Run run) {
        this.name = requireNonNull(name, "name");
        this.summary = requireNonNull(summary, "summary");
        this.program = requireNonNull(program, "program");
        this.run = run;
    }

    @FunctionalInterface
    private interface Run {
        void on(Stage stage) throws Exception;
    }

    /** A program that takes the client it is given. */
    @FunctionalInterface
    interface WithClient {
        void run(AnthropicClient client, String model, PrintStream out) throws Exception;
    }

    /** A program that makes a client of its own. */
    @FunctionalInterface
    interface WithSettings {
        void run(ClientSettings settings, String model, PrintStream out) throws Exception;
    }

    static Example of(String name, String summary, Class<?> program, WithClient run) {
        return new Example(name, summary, program, stage -> run.run(stage.client(), stage.model(), stage.out()));
    }

    static Example ofOwnClient(String name, String summary, Class<?> program, WithSettings run) {
        return new Example(name, summary, program, stage -> run.run(stage.settings(), stage.model(), stage.out()));
    }

    /** The name by which it is asked for, for example {@code basic-text}. */
    public String name() {
        return name;
    }

    /** What it shows, in a line. */
    public String summary() {
        return summary;
    }

    /** The program's text, as it was compiled. */
    public String source() {
        try (InputStream source = program.getResourceAsStream(file())) {
            return new String(requireNonNull(source, file()).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file(), unreadable);
        }
    }

    String file() {
        return program.getSimpleName() + ".java";
    }

    /**
     * Runs it to its end.
     *
     * @throws Exception whatever the program throws: the SDK's exceptions, and those of {@code MessageStream}
     */
    public void run(Stage stage) throws Exception {
        run.on(stage);
    }
}
