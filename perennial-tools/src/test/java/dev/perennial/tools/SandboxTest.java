package dev.perennial.tools;

import static dev.perennial.tools.Calls.command;
import static dev.perennial.tools.Calls.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.perennial.agent.ToolResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A shell in bubblewrap; left out where that cannot make a sandbox, which in CI is a failure. */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class SandboxTest {

    @TempDir
    Path work;

    @TempDir
    Path other;

    private BashSettings settings = BashSettings.in(Path.of(""));

    @BeforeEach
    void set() {
        settings = BashSettings.in(work).withSandbox(true);
    }

    @Test
    void command_namesWhatMayBeWrittenAndHidesSecrets() throws IOException {
        Files.createDirectories(other.resolve(".ssh"));
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("HOME", other.toString());
        assertThat(Sandbox.command(settings.withEnvironment(environment), Path.of("/private")))
                .startsWith("bwrap", "--die-with-parent")
                .contains("--unshare-all")
                .containsSequence("--ro-bind", "/", "/")
                .containsSequence("--tmpfs", other.resolve(".ssh").toString())
                .containsSequence("--bind", work.toString(), work.toString())
                .containsSequence("--bind", "/private", "/private")
                .endsWith("--");
    }

    @Test
    void run_inTheSandbox_writesInTheFolderOnlyAndHasNoNetwork() throws Exception {
        assumeSandbox();
        Files.writeString(other.resolve("seen"), "kept");
        try (BashTool bash = new BashTool(settings)) {
            assertThat(text(command(bash, "echo made >a; x=5; cat a"))).isEqualTo("made");
            assertThat(text(command(bash, "echo $x"))).isEqualTo("5");
            assertThat(command(bash, "echo bad >/usr/perennial-test").isError()).isTrue();
            assertThat(text(command(bash, "cat /proc/net/dev | tail -n +3 | cut -d: -f1 | tr -d ' '")))
                    .isEqualTo("lo");
            assertThat(text(command(bash, "ls -d /proc/[0-9]* | wc -l"))).matches("[0-9]");
            assertThat(text(command(bash, Sleeps.command(21) + " & echo on"))).contains("on", "[1] process ");
        }
        assertThat(work.resolve("a")).hasContent("made\n");
        assertThat(other.resolve("seen")).hasContent("kept");
        assertThat(Sleeps.running()).isEmpty();
    }

    @Test
    void run_exitAndTimeoutInTheSandbox_areSurvived() throws Exception {
        assumeSandbox();
        try (BashTool bash = new BashTool(settings.withTimeout(java.time.Duration.ofSeconds(5)))) {
            assertThat(text(command(bash, "exit 3"))).contains("exit code 3");
            assertThat(text(command(bash, Sleeps.command(22)))).contains("timed out");
            assertThat(Sleeps.running()).isEmpty();
            assertThat(text(command(bash, "echo usable"))).isEqualTo("usable");
        }
    }

    @Test
    void run_theThreadThatStartedTheShellIsGone_theShellIsNot() throws Exception {
        assumeSandbox();
        try (BashTool bash = new BashTool(settings)) {
            FutureTask<ToolResult> first = new FutureTask<>(() -> command(bash, "x=5; echo $x"));
            Thread thread = Thread.ofPlatform().start(first);
            assertThat(text(first.get())).isEqualTo("5");
            thread.join();
            assertThat(text(command(bash, "echo $x"))).isEqualTo("5");
        }
    }

    @Test
    void run_withoutBubblewrap_isAnErrorThatSaysWhatToDo() throws Exception {
        assumeTrue(!isThere());
        try (BashTool bash = new BashTool(settings)) {
            ToolResult result = command(bash, "true");
            assertThat(result.isError()).isTrue();
            assertThat(text(result)).contains("bubblewrap");
        }
    }

    private static boolean isThere() {
        return Files.isExecutable(Path.of("/usr/bin/bwrap"));
    }

    private void assumeSandbox() throws IOException {
        boolean required = "true".equals(System.getenv("CI"));
        boolean possible = isPossible();
        assertThat(possible || !required).as("CI has bubblewrap").isTrue();
        assumeTrue(possible);
    }

    private boolean isPossible() {
        try {
            Sandbox.check(settings, other);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
