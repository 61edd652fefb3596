package dev.perennial.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a shell when the process that should have ended it is killed. */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class ShellKeeperTest {

    private static final String MARK = "a-mark-of-" + ProcessHandle.current().pid();

    @TempDir
    Path folder;

    @Test
    void endOfInput_shellWithAllKindsOfChildren_leavesNothing() throws Exception {
        Path own = Files.createDirectory(folder.resolve("own"));
        Files.createFile(own.resolve("output0"));
        Process shell = shell(Sleeps.command(31) + " & (setsid " + Sleeps.command(32) + " &); env -i "
                + Sleeps.command(33) + " & trap '' TERM; echo started; " + Sleeps.command(34));
        assertThat(shell.inputReader().readLine()).isEqualTo("started");

        try (ShellKeeper keeper = ShellKeeper.of(shell, MARK, own).orElseThrow()) {
            keeper.process().getOutputStream().close();
            keeper.process().waitFor();
        }

        assertThat(shell.waitFor()).isEqualTo(137);
        awaitNoSleeps();
        assertThat(own).doesNotExist();
    }

    @Test
    void close_shellThatRuns_leavesItAlone() throws Exception {
        Process shell = shell("echo started; read line; echo \"$line\"");
        assertThat(shell.inputReader().readLine()).isEqualTo("started");

        ShellKeeper.of(shell, MARK, folder).orElseThrow().close();

        shell.outputWriter().append("alive\n").close();
        assertThat(shell.inputReader().readLine()).isEqualTo("alive");
        assertThat(folder).exists();
    }

    @Test
    void close_tool_dismissesTheKeeper() throws Exception {
        try (BashTool bash = new BashTool(BashSettings.in(folder))) {
            Calls.run(bash, Calls.parse("{\"command\":\"true\"}"), text -> {});
            awaitKeeper();
        }
        assertThat(keepers()).isZero();
    }

    /** A program that takes the place of another has no name for a moment. */
    private static void awaitKeeper() {
        while (keepers() != 1) {
            Thread.onSpinWait();
        }
    }

    private static long keepers() {
        return ProcessHandle.current()
                .children()
                .map(child -> child.info().commandLine().orElse(""))
                .filter(line -> line.contains("perennial-keeper"))
                .count();
    }

    private static Process shell(String script) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("setsid", "bash", "-c", script);
        builder.environment().putAll(Map.of(ShellEnvironment.MARK, MARK));
        return builder.start();
    }

    /** What is killed ends a moment later. */
    private static void awaitNoSleeps() {
        while (!Sleeps.running().isEmpty()) {
            Thread.onSpinWait();
        }
    }
}
