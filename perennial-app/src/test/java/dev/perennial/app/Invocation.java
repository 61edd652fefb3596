package dev.perennial.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.app.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One call of the command line within the test's process: its surroundings going in, and what came of it. */
final class Invocation {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Map<String, String> environment = new HashMap<>();
    private final Path folder;
    private InputStream in = InputStream.nullInputStream();
    private OutputStream sink = out;
    private int exitCode = -1;

    private Invocation(Path folder) {
        this.folder = folder;
        environment.put("PERENNIAL_HOME", folder.resolve(".home").toString());
        environment.put("PATH", System.getenv("PATH"));
    }

    static Invocation in(Path folder) {
        return new Invocation(folder);
    }

    Invocation with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Invocation input(String text) {
        in = new ByteArrayInputStream(text.getBytes(UTF_8));
        return this;
    }

    Invocation input(InputStream stream) {
        in = stream;
        return this;
    }

    /** As if standard output were a full disk. */
    Invocation withFullOutput() {
        sink = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("no space left");
            }
        };
        return this;
    }

    Invocation run(String... arguments) {
        try (PrintStream outStream = new PrintStream(sink, false, UTF_8);
                PrintStream errStream = new PrintStream(err, false, UTF_8)) {
            Terminal terminal = Terminal.of(outStream, errStream, "", environment);
            Clock clock = Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);
            exitCode = new Program(new Surroundings(environment, folder, in, false, terminal, clock)).run(arguments);
        }
        return this;
    }

    int exitCode() {
        return exitCode;
    }

    String out() {
        return out.toString(UTF_8);
    }

    String err() {
        return err.toString(UTF_8);
    }

    List<JsonNode> json() {
        return out().lines().map(Invocation::parse).toList();
    }

    static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + line, e);
        }
    }
}
