package dev.perennial.app.crash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.app.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code serve} as a process of its own.
 *
 * @param address where it listens
 */
record ServedProgram(Process process, URI address) implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("Perennial on (http://\\S+),");

    /**
     * Starts one in its own folder within {@code folder}, and waits until it listens.
     *
     * @param port 0 for any
     */
    static ServedProgram start(Path folder, URI api, int port) throws IOException {
        Path work = Files.createDirectories(folder.resolve("work"));
        ProcessBuilder builder = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "serve",
                        "--no-open",
                        "--port",
                        String.valueOf(port))
                .directory(work.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().keySet().removeIf(name -> name.startsWith("ANTHROPIC_"));
        builder.environment().put("ANTHROPIC_CONFIG_DIR", folder.resolve("none").toString());
        builder.environment().put("ANTHROPIC_BASE_URL", api.toString());
        builder.environment().put("ANTHROPIC_API_KEY", "sk-ant-of-a-test");
        builder.environment().put("PERENNIAL_HOME", folder.resolve("home").toString());
        Process process = builder.start();
        return new ServedProgram(process, address(process));
    }

    private static URI address(Process process) throws IOException {
        BufferedReader out = process.inputReader(UTF_8);
        String line = out.readLine();
        assertThat(line).as("the process said nothing").isNotNull();
        Matcher address = ADDRESS.matcher(line);
        assertThat(address.find()).as(line).isTrue();
        return URI.create(address.group(1));
    }

    /** Kills it, as {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join(); // before its folder is deleted
    }
}
