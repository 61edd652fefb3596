package dev.perennial.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A Java process of its own that was started with a key, and what a command in its shell finds of it. */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class StartEnvironmentTest {

    private static final String KEY = "sk-ant-s3cret";

    @TempDir
    Path folder;

    /** Runs commands as a program with a key does. */
    static final class Program {

        private Program() {}

        /** Prints what the command given prints, and the key as Java knows it. */
        public static void main(String[] arguments) throws Exception {
            StartEnvironment.eraseCredentials();
            StartEnvironment.eraseCredentials();
            try (BashTool bash = new BashTool(BashSettings.in(Path.of(arguments[0])))) {
                System.out.println(Calls.text(Calls.command(bash, arguments[1])));
            }
            System.out.println("Java: " + System.getenv("ANTHROPIC_API_KEY"));
        }
    }

    @Test
    void eraseCredentials_commandReadsTheParentsEnvironment_findsNoKeyButTheRest() throws Exception {
        String output = run(System.getenv("PATH"), "tr '\\0' '\\n' </proc/$PPID/environ");
        assertThat(output.lines())
                .contains("OTHER=kept", "ANTHROPIC_API_KEY=", "Java: " + KEY)
                .noneMatch(line -> line.contains(KEY) && !line.startsWith("Java: "));
    }

    @Test
    void helpers_ofTheShell_areStartedWithoutTheKey() throws Exception {
        Path seen = folder.resolve("seen");
        Path mkfifo = folder.resolve("mkfifo");
        Files.writeString(
                mkfifo, "#!/bin/sh\nenv >'" + seen + "'\nexec /usr/bin/env PATH=/usr/bin:/bin mkfifo \"$@\"\n");
        Files.setPosixFilePermissions(mkfifo, PosixFilePermissions.fromString("rwx------"));
        assertThat(run(folder + ":" + System.getenv("PATH"), "echo done")).contains("done");
        assertThat(seen).content().contains("OTHER=kept").doesNotContain(KEY);
    }

    private String run(String path, String command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName(),
                        folder.toString(),
                        command)
                .redirectErrorStream(true);
        builder.environment().put("PATH", path);
        builder.environment().put("ANTHROPIC_API_KEY", KEY);
        builder.environment().put("OTHER", "kept");
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
