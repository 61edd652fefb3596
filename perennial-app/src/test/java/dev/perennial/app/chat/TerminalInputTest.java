package dev.perennial.app.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.app.terminal.Screen;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.regex.Pattern;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The line editor on a terminal that is made of two pipes. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TerminalInputTest {

    private static final String PROMPT = "› ";
    private static final String CTRL_C = "\u0003";
    private static final String CTRL_D = "\u0004";

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final PipedOutputStream keys = new PipedOutputStream();
    private Terminal terminal;
    private Screen screen;
    private TerminalInput input;

    @BeforeEach
    void open() throws IOException {
        terminal = new ExternalTerminal("test", "xterm", new PipedInputStream(keys), shown, UTF_8);
        terminal.setSize(Size.of(80, 24));
        screen = new Screen(new PrintStream(shown, true, UTF_8), () -> Screen.Size.USUAL);
        input = TerminalInput.on(
                terminal, screen, history(), begun -> begun.startsWith("/h") ? List.of("/help") : List.of());
    }

    @AfterEach
    void close() throws IOException {
        input.close();
        keys.close();
    }

    @Test
    void next_line_isWhatWasTyped() throws Exception {
        assertThat(next("", "hello, wörld\r")).hasValue("hello, wörld");
    }

    @Test
    void next_draft_standsInTheLine() throws Exception {
        assertThat(next("some", " more\r")).hasValue("some more");
    }

    @Test
    void next_backslashAndAltEnter_goOnInTheNextLine() throws Exception {
        assertThat(next("", "one\\\rtwo\u001b\rthree\r")).hasValue("one\ntwo\nthree");
    }

    @Test
    void next_pastedLines_areOneInput() throws Exception {
        assertThat(next("", "\u001b[200~one\rtwo\u001b[201~\r")).hasValue("one\ntwo");
    }

    @Test
    void next_tab_completes() throws Exception {
        assertThat(next("", "/h\t\r").orElse("").strip()).isEqualTo("/help");
    }

    @Test
    void next_ctrlD_isTheEnd() throws Exception {
        assertThat(next("", CTRL_D)).isEmpty();
    }

    @Test
    void next_ctrlC_clearsTheLine() throws Exception {
        Future<Optional<String>> said = begin("");
        type("words");
        awaitShown("words", 1); // this terminal leaves what nobody has read yet to the next line
        type(CTRL_C);
        awaitShown(PROMPT, 2);
        type("other\r");

        assertThat(said.get()).hasValue("other");
    }

    @Test
    void next_ctrlCTwiceInAnEmptyLine_isTheEnd() throws Exception {
        Future<Optional<String>> said = begin("");
        type(CTRL_C);
        awaitShown("Ctrl-C again", 1);
        awaitShown(PROMPT, 2);
        type(CTRL_C);

        assertThat(said.get()).isEmpty();
    }

    @Test
    void next_toldMeanwhile_standsAboveTheLineThatIsTyped() throws Exception {
        Future<Optional<String>> said = begin("");
        type("wor");
        awaitShown("wor", 1);
        screen.line("a notice");
        awaitShown(PROMPT + "wor", 1);
        type("ds\r");

        assertThat(said.get()).hasValue("words");
        assertThat(shown.toString(UTF_8)).containsPattern("a notice\r?\n.*" + PROMPT + "wor");
    }

    @Test
    void line_betweenTwoInputs_isTheScreensAgain() throws Exception {
        assertThat(next("", "first\r")).hasValue("first");
        shown.reset();
        screen.line("a notice");

        assertThat(shown.toString(UTF_8)).isEqualTo("a notice\r\n");
    }

    @Test
    void close_whatWasSaid_isKeptForTheUserAlone() throws Exception {
        assertThat(next("", "first\r")).hasValue("first");
        input.close();

        assertThat(history()).content().contains("first");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history())))
                .isEqualTo("rw-------");
    }

    @Test
    void meanwhile_whatIsTyped_isQueuedAndShown() throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        ChatInput.Meanwhile typed = input.meanwhile(stopped::countDown);
        awaitShown("working", 1);
        type("say this\rand th");
        awaitShown("and th", 1);
        type(CTRL_C);
        stopped.await();
        typed.close();

        assertThat(typed.queued()).containsExactly("say this");
        assertThat(typed.draft()).isEqualTo("and th");
        assertThat(shown.toString(UTF_8)).contains("queued: say this");
        assertThat(next(typed.draft(), "is\r")).hasValue("and this");
    }

    private Optional<String> next(String draft, String typed) throws Exception {
        Future<Optional<String>> said = begin(draft);
        type(typed);
        return said.get();
    }

    /** What is typed before the line editor is there would be the terminal's to interpret. */
    private Future<Optional<String>> begin(String draft) {
        int prompts = count(PROMPT);
        FutureTask<Optional<String>> said = new FutureTask<>(() -> input.next(draft));
        Thread.ofVirtual().start(said);
        awaitShown(PROMPT, prompts + 1);
        return said;
    }

    private void awaitShown(String text, int times) {
        while (count(text) < times) {
            Thread.onSpinWait();
        }
    }

    private int count(String text) {
        return shown.toString(UTF_8).split(Pattern.quote(text), -1).length - 1;
    }

    private Path history() {
        return folder.resolve("home").resolve("history");
    }

    private void type(String text) throws IOException {
        keys.write(text.getBytes(UTF_8));
        keys.flush();
    }
}
