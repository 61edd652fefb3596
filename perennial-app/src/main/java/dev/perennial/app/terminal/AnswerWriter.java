package dev.perennial.app.terminal;

import java.util.function.Consumer;

/**
 * Writes the model's text to standard output, as it comes where that is possible.
 *
 * <p>Standard output carries only the answer, but what a model says before it calls a tool turns out not to be the answer
 * only afterwards. On a screen that does not matter: all is shown at once. For a pipe or a file the text of a response is
 * kept back until the response ends, or has become longer than what models say in passing ({@value #PASSING_REMARK}
 * characters); with no tools on offer nothing is kept back.
 */
final class AnswerWriter {

    static final int PASSING_REMARK = 1_000;

    private final Terminal terminal;
    private final Consumer<String> remarks;
    private final Runnable readerGone;
    private final StringBuilder held = new StringBuilder();
    private final boolean live;
    private boolean released;
    private boolean lineOpen;

    /**
     * @param tools whether the model has tools
     * @param remarks takes text that turned out to be no part of the answer
     * @param readerGone is called when nobody takes the answer any more
     */
    AnswerWriter(Terminal terminal, boolean tools, Consumer<String> remarks, Runnable readerGone) {
        this.terminal = terminal;
        this.remarks = remarks;
        this.readerGone = readerGone;
        this.live = terminal.outIsScreen() || !tools;
    }

    void text(String text) {
        if (live || released) {
            write(text);
            return;
        }
        held.append(text);
        if (held.length() > PASSING_REMARK) {
            released = true;
            release();
        }
    }

    /** The response ended; {@code remark} says that it went on to call tools. */
    void responseEnded(boolean remark) {
        if (remark && !held.isEmpty()) {
            remarks.accept(held.toString());
            held.setLength(0);
        }
        release();
        if (remark) {
            endLine();
        }
        released = false;
    }

    /** Whether the last line that was written is not at its end. */
    boolean isInLine() {
        return lineOpen;
    }

    /** Ends the last line, if it is open. */
    void endLine() {
        if (lineOpen) {
            write("\n");
        }
    }

    private void release() {
        write(held.toString());
        held.setLength(0);
    }

    private void write(String text) {
        if (text.isEmpty()) {
            return;
        }
        terminal.out().print(terminal.outIsScreen() ? Printable.of(text) : text);
        if (terminal.out().checkError()) {
            readerGone.run();
        }
        lineOpen = !text.endsWith("\n");
    }
}
