package dev.perennial.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process of its own, told to stop. */
@Timeout(120)
final class SignalTest {

    @TempDir
    private Path folder;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void endProcesses() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void interrupt_whileTextStreams_endsWithAResultAnd130() throws Exception {
        Process run = start("run", "--json", "tell me a long story of 20000 words");
        try (BufferedReader out = run.inputReader(UTF_8)) {
            readUntil(out, line -> line.contains("\"text_delta\""));
            signal("INT", run);
            String last = readToEnd(out).getLast();

            JsonNode result = Invocation.parse(last);
            assertThat(result.path("type").asText()).isEqualTo("result");
            assertThat(result.path("outcome").asText()).isEqualTo("cancelled");
            assertThat(result.path("text").asText()).isNotEmpty();
            assertThat(run.waitFor()).isEqualTo(130);
        }
    }

    @Test
    void interrupt_whileAToolRuns_answersTheCallAndKillsTheCommand() throws Exception {
        Process run = start("run", "--json", "run the command `echo ready; sleep 1000`");
        try (BufferedReader out = run.inputReader(UTF_8)) {
            readUntil(out, line -> line.contains("\"tool_output\"") && line.contains("ready"));
            List<ProcessHandle> children = run.descendants().toList();
            signal("INT", run);
            List<String> rest = readToEnd(out);

            assertThat(rest).anyMatch(line -> line.contains("\"tool_result\"") && line.contains("\"is_error\":true"));
            assertThat(Invocation.parse(rest.getLast()).path("outcome").asText())
                    .isEqualTo("cancelled");
            assertThat(run.waitFor()).isEqualTo(130);
            assertThat(children).isNotEmpty();
            for (ProcessHandle child : children) {
                child.onExit().get(); // killed before, but somebody has to collect it
            }
        }
    }

    @Test
    void terminate_whileTextStreams_leavesTheSessionToBeGoneOnWith() throws Exception {
        Process run = start("run", "--json", "tell me a long story of 2000 words");
        String session;
        try (BufferedReader out = run.inputReader(UTF_8)) {
            String begun = readUntil(out, line -> line.contains("\"text_delta\""));
            session = Invocation.parse(begun).path("session").asText();
            signal("TERM", run);
            assertThat(readToEnd(out)).noneMatch(line -> line.contains("\"type\":\"result\""));
            assertThat(run.waitFor()).isEqualTo(143);
        }
        Process resumed = start("resume", session, "--json");
        try (BufferedReader out = resumed.inputReader(UTF_8)) {
            JsonNode result = Invocation.parse(readToEnd(out).getLast());
            assertThat(result.path("outcome").asText()).isEqualTo("complete");
            assertThat(resumed.waitFor()).isZero();
        }
    }

    @Test
    void interrupt_ofTheExampleForIt_tellsWhatIsKept() throws Exception {
        Process example = start("example", "ctrl-c");
        try (BufferedReader out = example.inputReader(UTF_8)) {
            assertThat(out.read()).isPositive();
            signal("INT", example);

            assertThat(readToEnd(out).getLast()).matches("\\[Stopped: [1-9]\\d* characters kept]");
            assertThat(example.waitFor()).isEqualTo(130);
        }
    }

    @Test
    void terminate_simulator_freesItsPort() throws Exception {
        Process simulator = start("simulate", "--port", "0");
        try (BufferedReader out = simulator.inputReader(UTF_8)) {
            assertThat(out.readLine()).contains("http://127.0.0.1:");
            signal("TERM", simulator);

            readToEnd(out);
            assertThat(simulator.waitFor()).isEqualTo(143);
        }
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "env",
                "--default-signal=INT", // a build in the background ignores it, and its children would too
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeIf(name -> name.startsWith("ANTHROPIC_"));
        builder.environment().put("ANTHROPIC_CONFIG_DIR", folder.resolve("none").toString());
        builder.environment().put("PERENNIAL_HOME", folder.resolve("home").toString());
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    private static void signal(String name, Process process) throws Exception {
        Process kill = new ProcessBuilder("bash", "-c", "kill -" + name + " " + process.pid()).start();
        assertThat(kill.waitFor()).isZero();
    }

    private static String readUntil(BufferedReader out, Predicate<String> found) throws IOException {
        String line = out.readLine();
        while (line != null && !found.test(line)) {
            line = out.readLine();
        }
        assertThat(line).as("the process ended before that").isNotNull();
        return line;
    }

    private static List<String> readToEnd(BufferedReader out) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            lines.add(line);
        }
        return lines;
    }
}
