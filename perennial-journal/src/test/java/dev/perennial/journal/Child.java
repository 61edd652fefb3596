package dev.perennial.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link SessionProcess} as the test sees it. */
final class Child implements AutoCloseable {

    private final Process process;
    private final BufferedReader answers;
    private final Writer orders;

    /** Starts one within another program, which may be none. */
    Child(Path file, String... within) throws IOException {
        List<String> command = new ArrayList<>(List.of(within));
        command.addAll(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                SessionProcess.class.getName(),
                file.toString()));
        this.process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        this.answers = process.inputReader(UTF_8);
        this.orders = process.outputWriter(UTF_8);
    }

    long pid() {
        return process.pid();
    }

    void order(String order) throws IOException {
        orders.write(order + "\n");
        orders.flush();
    }

    /** The next answer. */
    String answer() throws IOException {
        String line = answers.readLine();
        assertThat(line).as("the process ended").isNotNull();
        return line;
    }

    /** The answer to an order. */
    String answerTo(String order) throws IOException {
        order(order);
        return answer();
    }

    /** What it had said until it was killed. */
    List<String> kill() throws Exception {
        process.toHandle().destroyForcibly(); // which leaves its output to be read
        List<String> said = new ArrayList<>();
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            said.add(line);
        }
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return said;
    }

    void signal(String name) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
    }
}
