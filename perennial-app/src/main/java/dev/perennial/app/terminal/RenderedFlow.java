package dev.perennial.app.terminal;

import dev.perennial.app.terminal.markdown.Layout;
import dev.perennial.client.print.PacedPrinter;
import java.io.Writer;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** Text that is laid out on a screen while it comes, at a steady pace. */
final class RenderedFlow implements Flow, AutoCloseable {

    private final Screen screen;
    private final GrowingText text;
    private final PacedPrinter printer;
    private final boolean apart;
    private boolean open;

    /**
     * @param apart whether a blank row is to follow each text
     * @param readerGone is called when nobody takes the text any more
     */
    RenderedFlow(Screen screen, Layout layout, boolean apart, Runnable readerGone) {
        this.screen = screen;
        this.apart = apart;
        this.text = new GrowingText(screen, layout);
        this.printer = PacedPrinter.to(new Pieces(screen, text, readerGone));
    }

    @Override
    public void text(String piece) {
        open = open || !piece.isEmpty();
        uninterrupted(() -> printer.print(piece));
    }

    @Override
    public boolean isInLine() {
        return open;
    }

    /** The printer has nothing to write when this touches the text, so that only one thread does. */
    @Override
    public void endLine() {
        if (open) {
            uninterrupted(printer::flush);
            text.end();
            if (apart) {
                screen.line("");
            }
        }
        open = false;
    }

    @Override
    public void close() {
        printer.close();
    }

    /** A session that is stopped is interrupted at any time, and what it has said until then is shown all the same. */
    private static void uninterrupted(Runnable work) {
        FutureTask<Boolean> task = new FutureTask<>(work, true);
        Thread.ofVirtual().name("print").start(task);
        boolean interrupted = false;
        while (!task.isDone()) {
            try {
                task.get();
            } catch (InterruptedException stopped) {
                interrupted = true;
            } catch (ExecutionException failed) {
                // Told below.
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (task.state() == Future.State.FAILED) {
            throw new IllegalStateException("The output failed", task.exceptionNow());
        }
    }

    /** Where the printer writes. */
    private static final class Pieces extends Writer {

        private final Screen screen;
        private final GrowingText text;
        private final Runnable readerGone;

        Pieces(Screen screen, GrowingText text, Runnable readerGone) {
            this.screen = screen;
            this.text = text;
            this.readerGone = readerGone;
        }

        @Override
        public void write(char[] characters, int from, int length) {
            text.add(new String(characters, from, length));
            if (screen.isGone()) {
                readerGone.run();
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
