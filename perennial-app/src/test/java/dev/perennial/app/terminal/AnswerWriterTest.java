package dev.perennial.app.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AnswerWriterTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int readerGone;
    private final List<String> remarks = new ArrayList<>();

    @Test
    void text_onAScreen_isShownAtOnce() {
        AnswerWriter writer = writer(true, true);

        writer.text("Hello");

        assertThat(out.toString(UTF_8)).isEqualTo("Hello");
    }

    @Test
    void text_onAScreen_cannotMoveTheCursor() {
        writer(true, true).text("a\u001b[2Jb\rc\u0007d\ne\tf");

        assertThat(out.toString(UTF_8)).isEqualTo("a[2Jbcd\ne\tf");
    }

    @Test
    void text_toAPipe_isUnchanged() {
        writer(false, false).text("a\u001b[2Jb\r\n");

        assertThat(out.toString(UTF_8)).isEqualTo("a\u001b[2Jb\r\n");
    }

    @Test
    void text_toAPipeWithoutTools_isWrittenAtOnce() {
        writer(false, false).text("Hello");

        assertThat(out.toString(UTF_8)).isEqualTo("Hello");
    }

    @Test
    void responseEnded_toAPipeAfterACall_keepsTheRemarkOut() {
        AnswerWriter writer = writer(false, true);

        writer.text("Let me ");
        writer.text("look.");
        writer.responseEnded(true);
        writer.text("Two files.");
        writer.responseEnded(false);

        assertThat(out.toString(UTF_8)).isEqualTo("Two files.");
        assertThat(remarks).containsExactly("Let me look.");
    }

    @Test
    void text_toAPipeLongerThanARemark_isWrittenAsItComes() {
        AnswerWriter writer = writer(false, true);
        String start = "x".repeat(AnswerWriter.PASSING_REMARK);

        writer.text(start);
        assertThat(out.size()).isZero();
        writer.text("y");
        writer.text("z");

        assertThat(out.toString(UTF_8)).isEqualTo(start + "yz");
    }

    @Test
    void text_nobodyTakesIt_isNoticed() {
        PrintStream full = new PrintStream(new FailingOutput(), false, UTF_8);
        Terminal terminal = new Terminal(full, full, false, false, false, false);
        Display display = Display.plain(terminal, false, () -> readerGone++);
        AnswerWriter writer = new AnswerWriter(display.answer(), display.live(), remarks::add);

        writer.text("Hello");

        assertThat(readerGone).isEqualTo(1);
    }

    @Test
    void endLine_openLine_isEndedOnce() {
        AnswerWriter writer = writer(true, true);

        writer.text("Hello");
        writer.endLine();
        writer.endLine();

        assertThat(out.toString(UTF_8)).isEqualTo("Hello\n");
    }

    private static final class FailingOutput extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("no space left");
        }
    }

    private AnswerWriter writer(boolean screen, boolean tools) {
        PrintStream stream = new PrintStream(out, true, UTF_8);
        Terminal terminal = new Terminal(stream, stream, screen, screen, false, false);
        Display display = Display.plain(terminal, tools, () -> readerGone++);
        return new AnswerWriter(display.answer(), display.live(), remarks::add);
    }
}
