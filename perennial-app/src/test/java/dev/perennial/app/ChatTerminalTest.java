package dev.perennial.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.simulator.Reply;
import dev.perennial.simulator.SimulatorServer;
import dev.perennial.simulator.SimulatorSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code chat} on a real terminal, that of tmux. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ChatTerminalTest {

    private static final String NO_WARNING = "";

    @TempDir
    private Path folder;

    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>(List.of(
            Reply.of(Reply.toolUseBlock(
                    "bash", JsonNodeFactory.instance.objectNode().put("command", "ls ../.. >/dev/null && echo seen"))),
            Reply.text("I have looked around")));

    /** Looks outside of the folder, once. */
    private final SimulatorServer curious = SimulatorServer.start(
            SimulatorSettings.builder(prompt -> replies.size() > 1 ? replies.remove() : replies.element())
                    .build());

    @BeforeEach
    void start(TestInfo test) throws Exception {
        boolean present = runs("tmux", "-V");
        assertThat(present || !Boolean.parseBoolean(System.getenv("CI")))
                .as("tmux has to be installed in CI: see .ci/run")
                .isTrue();
        assumeTrue(present, "tmux is not installed; .ci/run says how");
        Path script = Files.writeString(
                folder.resolve("chat.sh"), script(test.getTags().contains("curious")));
        tmux("new-session", "-d", "-s", "chat", "-x", "80", "-y", "24", "sh " + script + " 2>" + folder.resolve("err"));
    }

    @AfterEach
    void stop() throws Exception {
        tmux("kill-server");
        curious.close();
    }

    @Test
    @Tag("curious")
    void chat_callThatReachesOutside_isAskedAboutWhileItWorks() throws Exception {
        awaitScreen("›");
        type("look around");
        awaitScreen("Allow it?");
        type("maybe");
        awaitScreen(screen -> screen.indexOf("Allow it?") != screen.lastIndexOf("Allow it?"));
        type("y");
        awaitScreen(screen ->
                screen.contains("I have looked around") && screen.contains("complete ·") && isPrompted(screen, ""));
        tmux("send-keys", "C-d");
        awaitEnd();

        assertThat(folder.resolve("err")).content().isEqualTo(NO_WARNING);
        assertThat(folder.resolve("code")).content().isEqualTo("0\n");
    }

    @Test
    void chat_onATerminal_answersIsStoppedGoesOnAndEnds() throws Exception {
        awaitScreen("›");
        type("tell me a long story of 20000 words");
        awaitScreen("· working");
        tmux("send-keys", "-l", "hello afterwards");
        awaitScreen("› hello afterwards");
        tmux("send-keys", "C-c");
        awaitScreen(screen -> screen.contains("cancelled ·") && isPrompted(screen, "hello afterwards"));
        tmux("send-keys", "Enter");
        awaitScreen(screen -> screen.contains("complete ·") && isPrompted(screen, ""));
        tmux("send-keys", "C-d");
        awaitEnd();

        assertThat(folder.resolve("err")).content().isEqualTo(NO_WARNING);
        assertThat(folder.resolve("code")).content().isEqualTo("0\n");
        assertThat(folder.resolve("home/chat-history")).content().contains("hello afterwards");
    }

    @Test
    void chat_terminatedAtThePrompt_leavesTheTerminalAsItWas() throws Exception {
        awaitScreen("›");
        ProcessHandle chat = ProcessHandle.of(
                        Long.parseLong(Files.readString(folder.resolve("pid")).strip()))
                .orElseThrow();
        chat.destroy();
        awaitEnd();

        assertThat(folder.resolve("code")).content().isEqualTo("143\n");
        assertThat(folder.resolve("tty")).content().contains(" icanon", " echo ");
    }

    private String script(boolean asksCurious) {
        String flags = asksCurious ? "--base-url " + curious.baseUrl() : "";
        String java = ProcessHandle.current().info().command().orElse("java");
        return """
                cd '%1$s'
                env -i PATH="$PATH" HOME='%1$s' TERM="$TERM" LC_ALL=C.UTF-8 PERENNIAL_HOME='%1$s/home' \\
                  ANTHROPIC_CONFIG_DIR='%1$s/none' \\
                  sh -c 'echo $$ >pid; exec "$@"' sh \\
                  '%2$s' --enable-native-access=ALL-UNNAMED -XX:TieredStopAtLevel=1 -Dperennial.terminal=in,out,err \\
                  -cp '%3$s' dev.perennial.app.Main chat %4$s
                echo $? >code
                stty -a >tty
                """.formatted(folder, java, System.getProperty("java.class.path"), flags);
    }

    private void type(String line) throws Exception {
        tmux("send-keys", "-l", line);
        tmux("send-keys", "Enter");
    }

    private void awaitScreen(String text) throws Exception {
        awaitScreen(screen -> screen.contains(text));
    }

    /** Whether the line editor waits, with that in its line; what is typed before belongs to the turn that is coming to its end. */
    private static boolean isPrompted(String screen, String draft) {
        return !screen.contains("· working")
                && screen.stripTrailing().lines().reduce("", (_, line) -> line).equals(("› " + draft).strip());
    }

    private void awaitScreen(Predicate<String> shown) throws Exception {
        while (!shown.test(tmux("capture-pane", "-p", "-t", "chat"))) {
            assertThat(tmux("list-sessions")).as("the chat ended").contains("chat");
        }
    }

    private void awaitEnd() throws Exception {
        while (!Files.exists(folder.resolve("tty")) || !tmux("list-sessions").isEmpty()) {
            Thread.onSpinWait();
        }
    }

    private String tmux(String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("tmux", "-S", folder.resolve("socket").toString(), "-f", "/dev/null"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return out;
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        }
    }
}
