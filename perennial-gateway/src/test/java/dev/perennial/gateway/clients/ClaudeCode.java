package dev.perennial.gateway.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Claude Code as npm has it, without account, network and a home of the user's: one question for which it runs a command of
 * its own, and another in the same session.
 */
final class ClaudeCode {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SECONDS = 120;
    private static final List<String> SETTINGS =
            List.of("-p", "--output-format", "stream-json", "--verbose", "--allowedTools=Bash", "--model");

    private final Path program;
    private final Path home;
    private final String model;

    private ClaudeCode(Path program, Path home, String model) {
        this.program = program;
        this.home = home;
        this.model = model;
    }

    /** That of this platform; without one the test is skipped. */
    static ClaudeCode of(Path home, String model) throws IOException, InterruptedException {
        NodeClients.require();
        try (Stream<Path> packages = Files.list(NodeClients.FOLDER.resolve("node_modules/@anthropic-ai"))) {
            List<Path> programs = packages.filter(
                            p -> p.getFileName().toString().startsWith("claude-code-"))
                    .map(p -> p.resolve("claude"))
                    .filter(Files::isExecutable)
                    .toList();
            assumeTrue(!programs.isEmpty(), "There is no Claude Code for this platform");
            return new ClaudeCode(programs.getFirst(), home, model);
        }
    }

    Heard talk(Talk talk) throws IOException, InterruptedException {
        long began = System.nanoTime();
        Path folder = Files.createTempDirectory(home, "work");
        List<String> lines = new ArrayList<>();
        ask(talk, folder, List.of(), "Say a word in a shell. (" + talk.id() + ")", lines);
        ask(talk, folder, List.of("--continue"), JvmClient.FOLLOW_UP, lines);
        return new Heard(lines, (System.nanoTime() - began) / 1_000_000);
    }

    private void ask(Talk talk, Path folder, List<String> options, String question, List<String> lines)
            throws IOException, InterruptedException {
        Path said = Files.createTempFile(home, "said", ".jsonl");
        ProcessBuilder builder = new ProcessBuilder(
                        Stream.of(List.of(program.toString()), SETTINGS, List.of(model), options, List.of(question))
                                .flatMap(List::stream)
                                .toList())
                .directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(said.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().clear();
        builder.environment().putAll(environment(talk, folder));
        Process claude = builder.start();
        boolean ended = claude.waitFor(SECONDS, TimeUnit.SECONDS);
        claude.destroyForcibly();
        assertThat(ended).as("Claude Code has ended").isTrue();
        for (String line : Files.readAllLines(said, UTF_8)) {
            tell(JSON.readTree(line), lines);
        }
        lines.add("exit: " + claude.exitValue());
    }

    private static Map<String, String> environment(Talk talk, Path folder) {
        return Map.of(
                "PATH", System.getenv("PATH"),
                "HOME", folder.toString(),
                "ANTHROPIC_BASE_URL", talk.url().toString(),
                "ANTHROPIC_API_KEY", "any",
                "ANTHROPIC_CUSTOM_HEADERS", talk.fault().isEmpty() ? "" : "x-simulator-fault: " + talk.fault(),
                "CLAUDE_CODE_MAX_RETRIES", "0",
                "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1",
                "DISABLE_TELEMETRY", "1",
                "DISABLE_ERROR_REPORTING", "1",
                "DISABLE_AUTOUPDATER", "1");
    }

    private static void tell(JsonNode event, List<String> lines) {
        String type = event.path("type").asText();
        if (type.equals("assistant") || type.equals("user")) {
            event.at("/message/content").forEach(block -> lines.add(told(block)));
        } else if (type.equals("result")) {
            lines.add("result: " + event.path("subtype").asText() + " " + event.path("num_turns") + " "
                    + event.path("result").asText());
        } else if (event.path("subtype").asText().equals("api_retry")) {
            lines.add("retry: " + event);
        }
    }

    private static String told(JsonNode block) {
        return switch (block.path("type").asText()) {
            case "thinking" ->
                "thinking: " + block.path("thinking").asText()
                        + (block.path("signature").asText().isEmpty() ? " (not signed)" : " (signed)");
            case "text" -> "text: " + block.path("text").asText();
            case "tool_use" -> "call: " + block.path("name").asText() + " " + block.path("input");
            case "tool_result" ->
                "tool result: " + firstLine(block.path("content").asText());
            case String other -> other;
        };
    }

    /** Below it Claude Code tells its model how many tokens are left. */
    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
