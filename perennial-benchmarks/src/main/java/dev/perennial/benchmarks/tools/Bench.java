package dev.perennial.benchmarks.tools;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.Tool;
import dev.perennial.agent.ToolCall;
import dev.perennial.agent.ToolResult;
import dev.perennial.agent.ToolRunner;
import dev.perennial.agent.output.OutputFolder;
import dev.perennial.agent.output.Outputs;
import dev.perennial.agent.output.TokenBudget;
import dev.perennial.benchmarks.TempFolder;
import dev.perennial.models.Catalogue;
import dev.perennial.tools.BashSettings;
import dev.perennial.tools.BashTool;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;

/** A folder to work in, with the tools as a session has them. */
final class Bench implements AutoCloseable {

    static final int MEGABYTE = 1_000_000;

    private final Path folder;
    private final Tool bash;
    private final ToolRunner runner;

    Bench(Path folder) {
        this.folder = folder;
        this.bash = new BashTool(BashSettings.in(folder));
        OutputFolder outputs =
                OutputFolder.open(folder.resolve("outputs"), OutputFolder.DEFAULT_RETENTION, InstantSource.system());
        TokenBudget budget =
                new TokenBudget(TokenBudget.DEFAULT_TOKENS, Catalogue.builtIn().get("claude-opus-5-5"));
        this.runner = new ToolRunner(List.of(bash)).within(new Outputs(outputs, budget));
    }

    static Bench open() throws IOException {
        return new Bench(Files.createTempDirectory("perennial-tools-"));
    }

    Path folder() {
        return folder;
    }

    /** Runs a command as the agent does; it has to succeed. */
    String run(String command) throws InterruptedException {
        ObjectNode input = JsonNodeFactory.instance.objectNode().put("command", command);
        ToolResult result = runner.run(new ToolCall("toolu_bench", "bash", input), text -> {});
        String text = result.content().getFirst().path("text").asText();
        if (result.isError()) {
            throw new IllegalStateException(text);
        }
        return text;
    }

    void deleteOutputs() throws IOException {
        TempFolder.delete(folder.resolve("outputs"));
    }

    /** Lines of text, so many megabytes. */
    Path lines(int megabytes) throws IOException {
        Path file = folder.resolve("lines-" + megabytes);
        byte[] line = "0123456789 the quick brown fox jumps over the lazy dog\n".getBytes(StandardCharsets.US_ASCII);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (long written = 0; written < (long) megabytes * MEGABYTE; written += line.length) {
                out.write(line);
            }
        }
        return file;
    }

    static double median(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2] / (double) Duration.ofMillis(1).toNanos();
    }

    @Override
    public void close() throws IOException {
        bash.close();
        TempFolder.delete(folder);
    }
}
