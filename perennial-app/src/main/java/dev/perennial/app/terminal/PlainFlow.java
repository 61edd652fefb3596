package dev.perennial.app.terminal;

import java.io.PrintStream;
import java.util.function.UnaryOperator;

/** Text as it comes, at once. */
final class PlainFlow implements Flow {

    private final PrintStream out;
    private final UnaryOperator<String> look;
    private final Runnable readerGone;
    private boolean lineOpen;

    /**
     * @param look how a piece is written
     * @param readerGone is called when nobody takes the text any more
     */
    PlainFlow(PrintStream out, UnaryOperator<String> look, Runnable readerGone) {
        this.out = out;
        this.look = look;
        this.readerGone = readerGone;
    }

    @Override
    public void text(String piece) {
        if (piece.isEmpty()) {
            return;
        }
        out.print(look.apply(piece));
        if (out.checkError()) {
            readerGone.run();
        }
        lineOpen = !piece.endsWith("\n");
    }

    @Override
    public boolean isInLine() {
        return lineOpen;
    }

    @Override
    public void endLine() {
        if (lineOpen) {
            out.print("\n");
            out.flush();
        }
        lineOpen = false;
    }
}
