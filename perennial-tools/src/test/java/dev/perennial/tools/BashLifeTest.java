package dev.perennial.tools;

import static dev.perennial.tools.Calls.command;
import static dev.perennial.tools.Calls.run;
import static dev.perennial.tools.Calls.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.agent.ToolResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class BashLifeTest {

    @TempDir
    Path folder;

    private static final String FOLDER_OF_PIPES = "\"$(dirname \"$(readlink /proc/$$/fd/1)\")\"";

    private BashTool bash = new BashTool(BashSettings.in(Path.of("")));

    @BeforeEach
    void open() {
        bash = new BashTool(BashSettings.in(folder));
    }

    @AfterEach
    void close() {
        bash.close();
    }

    @ParameterizedTest
    @CsvSource({
        "exit 3,3",
        "echo before; exit 3,3",
        "set -e; false; echo never,1",
        "set -u; echo $nothing_here,1",
        "kill -TERM $$,143",
        "kill -9 $$,137",
        "exec false,1",
        "exec sh -c 'exit 5',5",
    })
    void run_commandThatEndsTheShell_tellsExitCodeAndFreshShell(String command, int exitCode) throws Exception {
        command(bash, "kept=no; cd /");
        ToolResult result = command(bash, command);
        assertThat(result.isError()).isTrue();
        assertThat(text(result))
                .contains("exit code " + exitCode, "The shell has ended", "fresh shell", folder.toString())
                .doesNotContain("never");
        assertThat(text(command(bash, "echo \"[$kept]\"; pwd"))).isEqualTo("[]\n" + folder);
    }

    @Test
    void run_exitZero_isNoErrorButTold() throws Exception {
        ToolResult result = command(bash, "echo bye; exit");
        assertThat(result.isError()).isFalse();
        assertThat(text(result)).startsWith("bye\nexit code 0\nThe shell has ended");
    }

    @Test
    void run_shellKilledBetweenCalls_runsInAFreshOneAndSaysSo() throws Exception {
        String pid = text(command(bash, "echo $$"));
        ProcessHandle shell = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        shell.destroyForcibly();
        shell.onExit().join();
        assertThat(text(command(bash, "echo alive")))
                .startsWith("[The shell had ended since the last command, with exit code 137.")
                .endsWith("]\nalive");
        assertThat(text(command(bash, "echo again"))).isEqualTo("again");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void run_commandThatDeletesThePipesOfTheShell_keepsItsOutputAndTheNextOneWorks() throws Exception {
        ToolResult result = command(bash, "echo before; rm -rf " + FOLDER_OF_PIPES + "; echo after");
        assertThat(result.isError()).isTrue();
        assertThat(text(result)).startsWith("before\nafter\n").contains("pipes", "deleted", "fresh shell");
        assertThat(text(command(bash, "echo next"))).isEqualTo("next");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void run_pipesDeletedBetweenCalls_runsInAFreshShellAndSaysSo() throws Exception {
        Path pipes = Path.of(text(command(bash, "echo " + FOLDER_OF_PIPES)));
        try (var entries = Files.list(pipes)) {
            for (Path entry : entries.toList()) {
                Files.delete(entry);
            }
        }
        Files.delete(pipes);
        assertThat(text(command(bash, "echo alive")))
                .startsWith("[The shell had ended since the last command")
                .endsWith("]\nalive");
    }

    @Test
    void run_errexitSetInOneCommand_doesNotOutliveIt() throws Exception {
        command(bash, "set -e; true; kept=1");
        assertThat(text(command(bash, "false; echo \"$kept\""))).isEqualTo("1");
    }

    @Test
    void run_endlessOutput_endsWithTheTimeout() throws Exception {
        try (BashTool tool = new BashTool(BashSettings.in(folder).withTimeout(Duration.ofSeconds(2)))) {
            ToolResult result = command(tool, "yes");
            assertThat(result.isError()).isTrue();
            assertThat(text(result)).startsWith("y\ny\n").contains("timed out").contains("2 s");
            assertThat(text(command(tool, "echo next"))).isEqualTo("next");
        }
    }

    @Test
    void run_commandThatTakesTooLong_isKilledWithItsWholeTree() throws Exception {
        try (BashTool tool = new BashTool(BashSettings.in(folder).withTimeout(Duration.ofSeconds(2)))) {
            ToolResult result = command(
                    tool,
                    "kept=1; (trap '' TERM; " + Sleeps.command(1) + "; " + Sleeps.command(2) + ") & (setsid "
                            + Sleeps.command(3) + " &); (env -i " + Sleeps.command(4) + " &); " + Sleeps.command(5));
            assertThat(result.isError()).isTrue();
            assertThat(text(result)).contains("timed out", "fresh shell", folder.toString());
            assertThat(Sleeps.running()).isEmpty();
            assertThat(text(command(tool, "echo \"[$kept]\""))).isEqualTo("[]");
        }
    }

    @Test
    void run_interrupted_killsWhatRunsAndStaysUsable() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Thread caller = Thread.ofVirtual().start(() -> {
            try {
                command(bash, "echo started; " + Sleeps.command(6), text -> started.countDown());
            } catch (InterruptedException _) {
                stopped.countDown();
            }
        });
        started.await();
        caller.interrupt();
        stopped.await();
        assertThat(Sleeps.running()).isEmpty();
        assertThat(text(command(bash, "echo usable"))).isEqualTo("usable");
    }

    @Test
    void close_whileACommandRuns_endsIt() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var result = executor.submit(
                    () -> command(bash, "echo started; " + Sleeps.command(7), text -> started.countDown()));
            started.await();
            bash.close();
            assertThat(text(result.get())).startsWith("started\n").contains("The shell has ended");
        }
        assertThat(Sleeps.running()).isEmpty();
    }

    @Test
    void run_afterClose_isAnError() throws Exception {
        command(bash, "true");
        bash.close();
        bash.close();
        ToolResult result = command(bash, "true");
        assertThat(result.isError()).isTrue();
        assertThat(text(result)).contains("closed");
    }

    @Test
    void restart_withACommand_ignoresTheCommandAndSaysSo() throws Exception {
        ToolResult result = run(bash, "{\"restart\": true, \"command\": \"echo ran\"}");

        assertThat(result.isError()).isFalse();
        assertThat(text(result))
                .containsIgnoringCase("tool has been restarted.")
                .contains("was not run")
                .doesNotContain("ran\n");
    }

    @Test
    void restart_runningShell_givesAFreshOneAndSaysSo() throws Exception {
        command(bash, "kept=1; cd /; " + Sleeps.command(8) + " &");
        ToolResult result = run(bash, "{\"restart\": true}");
        assertThat(result.isError()).isFalse();
        assertThat(text(result)).containsIgnoringCase("tool has been restarted.");
        assertThat(Sleeps.running()).isEmpty();
        assertThat(text(command(bash, "echo \"[$kept]\"; pwd"))).isEqualTo("[]\n" + folder);
    }
}
