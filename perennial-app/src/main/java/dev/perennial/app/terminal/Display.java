package dev.perennial.app.terminal;

import dev.perennial.app.terminal.markdown.Layout;
import dev.perennial.app.terminal.markdown.MarkdownLayout;
import dev.perennial.app.terminal.markdown.PlainLayout;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The places where a session is shown.
 *
 * @param answer takes the model's text
 * @param thinking takes its thinking
 * @param lines takes whole lines: notices, calls, results
 * @param live whether all text of the model may be shown as it comes, before it is known whether it is the answer
 * @param open what is to be closed
 */
public record Display(Flow answer, Flow thinking, Consumer<String> lines, boolean live, List<RenderedFlow> open)
        implements AutoCloseable {

    /**
     * Text as it comes: the answer on standard output, all else on standard error.
     *
     * @param tools whether the model has tools, so that what it says may turn out to be no answer
     * @param readerGone is called when nobody takes the answer any more
     */
    public static Display plain(Terminal terminal, boolean tools, Runnable readerGone) {
        UnaryOperator<String> answer = terminal.outIsScreen() ? Printable::of : text -> text;
        return new Display(
                new PlainFlow(terminal.out(), answer, readerGone),
                new PlainFlow(terminal.err(), text -> terminal.styled(Style.DIM, Printable.of(text)), () -> {}),
                line -> printLine(terminal, line),
                terminal.outIsScreen() || !tools,
                List.of());
    }

    /** Everything on one screen, the answer with its Markdown laid out. */
    public static Display rendered(Screen screen, Runnable readerGone) {
        return rendered(screen, true, true, readerGone);
    }

    /**
     * Everything on one screen.
     *
     * @param markdown whether the answer's Markdown is laid out
     * @param styled whether there are styles at all
     * @param readerGone is called when nobody takes the answer any more
     */
    public static Display rendered(Screen screen, boolean markdown, boolean styled, Runnable readerGone) {
        Layout text = markdown ? new MarkdownLayout() : new PlainLayout();
        Layout thoughts = styled ? new PlainLayout(Style.DIM) : new PlainLayout();
        RenderedFlow answer = new RenderedFlow(screen, text, false, readerGone);
        RenderedFlow thinking = new RenderedFlow(screen, thoughts, true, () -> {});
        return new Display(answer, thinking, screen::line, true, List.of(answer, thinking));
    }

    /** The answer on the screen with its Markdown laid out, where standard error leads elsewhere. */
    public static Display answerRendered(Terminal terminal, Screen screen, Runnable readerGone) {
        Display plain = plain(terminal, true, readerGone);
        RenderedFlow answer = new RenderedFlow(screen, new MarkdownLayout(), false, readerGone);
        return new Display(answer, plain.thinking(), plain.lines(), true, List.of(answer));
    }

    private static void printLine(Terminal terminal, String line) {
        terminal.err().print(line + "\n");
        terminal.err().flush();
    }

    @Override
    public void close() {
        answer.endLine();
        thinking.endLine();
        open.forEach(RenderedFlow::close);
    }
}
