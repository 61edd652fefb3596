package dev.perennial.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code claude}, with a script in Claude Code's place; the real one is the gateway's test. */
@Timeout(120)
final class ClaudeCommandTest {

    private static final String SCRIPT = """
            #!/bin/sh
            trap 'echo terminated; exit 9' TERM
            echo "$ANTHROPIC_BASE_URL"
            for argument; do echo "[$argument]"; done
            echo ready
            read line
            exit 7
            """;

    @TempDir
    private Path folder;

    private final List<Process> processes = new ArrayList<>();

    @BeforeEach
    void installClaude() throws IOException {
        Path program =
                Files.writeString(Files.createDirectory(folder.resolve("bin")).resolve("claude"), SCRIPT);
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    @AfterEach
    void endProcesses() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void claude_anyArguments_runsBehindAGatewayOfItsOwn() throws Exception {
        Process claude =
                start("--upstream", "simulator", "--log", "requests.log", "-p", "a  b", "--help", "--upstream");
        try (BufferedReader out = claude.inputReader(UTF_8)) {
            URI gateway = URI.create(out.readLine());
            assertThat(readUntilReady(out)).containsExactly("[-p]", "[a  b]", "[--help]", "[--upstream]");

            assertThat(ask(gateway, "reset@text:10")).contains("message_stop").doesNotContain("event: error");
            claude.outputWriter().append('\n').close();

            assertThat(claude.waitFor()).isEqualTo(7);
            assertThat(claude.errorReader(UTF_8).lines().collect(Collectors.joining("\n")))
                    .contains("kept 1 of 1 requests going");
            assertThat(folder.resolve("requests.log")).content().contains("POST /v1/messages 200", "1 resumed");
        }
    }

    /** A terminal sends it to both, and Claude Code may go on. */
    @Test
    void claude_interrupted_goesOn() throws Exception {
        Process claude = start("--upstream", "simulator");
        try (BufferedReader out = claude.inputReader(UTF_8)) {
            URI gateway = URI.create(out.readLine());
            readUntilReady(out);
            signal("INT", claude);

            assertThat(ask(gateway, "crlf")).contains("message_stop");
            claude.outputWriter().append('\n').close();
            assertThat(claude.waitFor()).isEqualTo(7);
        }
    }

    @Test
    void claude_terminated_endsClaudeCodeToo() throws Exception {
        Process claude = start("--upstream", "simulator");
        try (BufferedReader out = claude.inputReader(UTF_8)) {
            readUntilReady(out);
            signal("TERM", claude);

            assertThat(out.readLine()).isEqualTo("terminated");
            assertThat(claude.waitFor()).isEqualTo(9);
        }
    }

    @Test
    void claude_notInstalled_saysHowToInstallIt() {
        Invocation missing =
                Invocation.in(folder).with("PATH", folder.toString()).run("claude", "-p", "hello");

        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.err()).contains("npm install");
    }

    @Test
    void claude_otherBackEnd_isRefused() {
        Invocation other = Invocation.in(folder)
                .with("PATH", folder.resolve("bin").toString())
                .with("CLAUDE_CODE_USE_BEDROCK", "1")
                .run("claude");

        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.err()).contains("CLAUDE_CODE_USE_BEDROCK");
    }

    @Test
    void claude_logThatCannotBeWritten_isRefused() {
        Invocation wrong = Invocation.in(folder)
                .with("PATH", folder.resolve("bin").toString())
                .run("claude", "--log", "no/such/folder.log");

        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("--log");
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "env",
                "--default-signal=INT", // a build in the background ignores it, and its children would too
                ProcessHandle.current().info().command().orElse("java"),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "claude"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("ANTHROPIC_") || name.startsWith("CLAUDE_"));
        builder.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().put("PERENNIAL_HOME", folder.resolve("home").toString());
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    private static List<String> readUntilReady(BufferedReader out) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = out.readLine(); !"ready".equals(line); line = out.readLine()) {
            assertThat(line).as("the process ended before that").isNotNull();
            lines.add(line);
        }
        return lines;
    }

    private static String ask(URI gateway, String fault) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(gateway.resolve("/v1/messages"))
                    .header("x-api-key", "any")
                    .header("anthropic-version", "2023-06-01")
                    .header("content-type", "application/json")
                    .header("x-simulator-fault", fault)
                    .POST(BodyPublishers.ofString("""
                                    {"model":"claude-opus-5-5","max_tokens":500,"stream":true,
                                     "messages":[{"role":"user","content":"hello"}]}"""))
                    .build();
            return client.send(request, BodyHandlers.ofString(UTF_8)).body();
        }
    }

    private static void signal(String name, Process process) throws Exception {
        Process kill = new ProcessBuilder("bash", "-c", "kill -" + name + " " + process.pid()).start();
        assertThat(kill.waitFor()).isZero();
    }
}
