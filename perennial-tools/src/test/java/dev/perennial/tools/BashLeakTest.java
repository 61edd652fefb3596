package dev.perennial.tools;

import static dev.perennial.tools.Calls.command;
import static dev.perennial.tools.Calls.run;
import static dev.perennial.tools.Calls.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts what is left after the tool is closed, and throws noise at it while it is open. */
@Timeout(180)
class BashLeakTest {

    @TempDir
    Path folder;

    @Test
    @EnabledOnOs(OS.LINUX)
    void close_afterEveryKindOfCall_leavesNoThreadFileFolderOrProcess() throws Exception {
        useOnce();
        List<String> before = held();
        for (int i = 0; i < 5; i++) {
            useOnce();
        }
        assertThat(held()).containsExactlyInAnyOrderElementsOf(before);
    }

    private void useOnce() throws Exception {
        BashSettings settings = BashSettings.in(folder).withTimeout(Duration.ofSeconds(60));
        try (BashTool bash = new BashTool(settings)) {
            command(
                    bash,
                    Sleeps.command(1) + " & (setsid " + Sleeps.command(2) + " &) ; (while :; do " + Sleeps.command(3)
                            + "; done) &");
            command(bash, "false");
            command(bash, "exit 3");
            command(bash, Sleeps.command(4) + " & true");
            run(bash, "{\"restart\": true}");
            command(bash, "head -c 200000 /dev/zero");
        }
        try (BashTool bash = new BashTool(settings.withTimeout(Duration.ofMillis(100)))) {
            command(bash, Sleeps.command(5));
        }
    }

    private static List<String> held() throws IOException, InterruptedException {
        List<String> held = new ArrayList<>(openPipes());
        held.addAll(ourThreads());
        held.addAll(Sleeps.running());
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(
                Path.of(System.getProperty("java.io.tmpdir")),
                "perennial-bash-" + ProcessHandle.current().pid() + "-*")) {
            folders.forEach(folder -> held.add(folder.toString()));
        }
        return held;
    }

    private static List<String> openPipes() throws IOException {
        List<String> pipes = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path file : files) {
                pipes.add(
                        Files.isSymbolicLink(file)
                                ? Files.readSymbolicLink(file).toString()
                                : "");
            }
        }
        pipes.removeIf(name -> !name.startsWith("pipe:") && !name.contains("perennial-bash-"));
        return pipes;
    }

    /** But for those that are on their way out: a pool has ended before the last step of its threads. */
    private static List<String> ourThreads() throws InterruptedException {
        List<String> staying = new ArrayList<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("perennial-") && !thread.join(Duration.ofSeconds(20))) {
                staying.add(thread.getName());
            }
        }
        return staying;
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void run_randomFragments_leaveTheToolUsable(long seed) throws Exception {
        Random random = new Random(seed);
        BashSettings settings = BashSettings.in(folder).withTimeout(Duration.ofSeconds(30));
        try (BashTool bash = new BashTool(settings)) {
            for (int i = 0; i < 40; i++) {
                String fragment = fragment(random);
                command(bash, fragment);
                assertThat(text(command(bash, "\\builtin echo usable")))
                        .as("seed %d, after: %s", seed, fragment)
                        .contains("usable");
            }
        }
    }

    private static String fragment(Random random) {
        String[] pieces = {
            "'",
            "\"",
            "`",
            "$(",
            ")",
            "(",
            "{",
            "}",
            "[[",
            "]]",
            "<<E\n",
            "<<<",
            "\n",
            ";",
            ";;",
            "&",
            "&&",
            "||",
            "|",
            "\\",
            "#",
            "!",
            "$",
            "${x:-",
            "echo a",
            "cat",
            "for i in 1",
            "do",
            "done",
            "if true",
            "then",
            "fi",
            "case x in",
            "esac",
            "f()",
            "read x",
            "exec 4<&0",
            "set -e",
            "false",
            "true &",
            "exit 2",
            "\u0001",
            "\u00fc",
            " ",
            " ",
            "printf '\\377'",
            "eval",
            "trap : EXIT",
            "*",
            "~",
            "1>&2",
            "2>&1"
        };
        StringBuilder fragment = new StringBuilder();
        for (int i = 1 + random.nextInt(9); i > 0; i--) {
            fragment.append(pieces[random.nextInt(pieces.length)]).append(random.nextBoolean() ? " " : "");
        }
        return fragment.toString();
    }
}
