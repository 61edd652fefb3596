package dev.perennial.app.chat;

import dev.perennial.app.terminal.Screen;
import dev.perennial.app.terminal.Style;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.jline.terminal.Terminal;
import org.jline.utils.NonBlockingReader;
import org.jspecify.annotations.Nullable;

/** Reads keys while the model works, and shows what they come to. Owns the thread that does so. */
final class Keys implements ChatInput.Meanwhile {

    private static final long LOOK_MILLIS = 100;
    private static final String BRACKETED_PASTE_ON = "\033[?2004h";
    private static final String BRACKETED_PASTE_OFF = "\033[?2004l";

    private final Terminal terminal;
    private final Screen screen;
    private final Style[] dim;
    private final TypeAhead typed;
    private final Function<Duration, String> status;
    private final Terminal.SignalHandler interruptBefore;
    private final Terminal.SignalHandler continueBefore;
    private final long began = System.nanoTime();
    private final Thread thread;
    private volatile boolean closed;
    private @Nullable CompletableFuture<String> answered;
    private boolean gone;

    private Keys(
            Terminal terminal,
            Screen screen,
            Runnable stop,
            TypeAhead typed,
            Function<Duration, String> status,
            Style... dim) {
        this.terminal = terminal;
        this.screen = screen;
        this.dim = dim;
        this.typed = typed;
        this.status = status;
        terminal.enterRawMode(); // the line editor left it as it was, and takes it over again after this
        this.interruptBefore = terminal.handle(Terminal.Signal.INT, signal -> stop.run());
        this.continueBefore = terminal.handle(Terminal.Signal.CONT, signal -> terminal.enterRawMode());
        this.thread = Thread.ofVirtual().name("keys").unstarted(this::run);
    }

    static Keys read(Terminal terminal, Screen screen, Runnable stop, Style... dim) {
        return read(terminal, screen, stop, new TypeAhead(stop), Footer::working, dim);
    }

    /**
     * Begins to read.
     *
     * @param typed takes the keys
     * @param status says what goes on, since when
     */
    static Keys read(
            Terminal terminal,
            Screen screen,
            Runnable stop,
            TypeAhead typed,
            Function<Duration, String> status,
            Style... dim) {
        Keys keys = new Keys(terminal, screen, stop, typed, status, dim);
        keys.write(BRACKETED_PASTE_ON);
        keys.thread.start();
        return keys;
    }

    private void run() {
        NonBlockingReader reader = terminal.reader();
        try {
            long shown = -1;
            while (!closed) {
                int c = reader.read(LOOK_MILLIS);
                if (c == NonBlockingReader.EOF) {
                    return;
                }
                long seconds = since().toSeconds();
                if (c >= 0) {
                    take((char) c);
                }
                if (c >= 0 || seconds != shown) {
                    shown = seconds;
                    show();
                }
            }
        } catch (IOException unreadable) {
            System.getLogger(Keys.class.getName())
                    .log(System.Logger.Level.DEBUG, "The terminal cannot be read", unreadable);
        } finally {
            leave();
        }
    }

    /** Nobody answers any more. */
    private synchronized void leave() {
        gone = true;
        if (answered != null) {
            answered.cancel(false);
        }
    }

    private synchronized void take(char c) {
        typed.key(c);
        if (answered != null) {
            typed.answer().ifPresent(answered::complete);
        }
    }

    @Override
    public Optional<String> ask(Runnable question) throws InterruptedException {
        CompletableFuture<String> answer = question();
        try {
            question.run();
            return Optional.of(answer.get());
        } catch (CancellationException | ExecutionException nobody) {
            return Optional.empty();
        } finally {
            stopAsking();
        }
    }

    private synchronized CompletableFuture<String> question() {
        CompletableFuture<String> question = new CompletableFuture<>();
        if (gone) {
            question.cancel(false);
        } else {
            typed.ask();
        }
        answered = question;
        return question;
    }

    private synchronized void stopAsking() {
        typed.stopAsking();
        answered = null;
    }

    private void show() {
        screen.footer(Footer.rows(screen, status.apply(since()), typed, dim));
    }

    private Duration since() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    @Override
    public synchronized List<String> queued() {
        return typed.queued();
    }

    @Override
    public synchronized String draft() {
        return typed.draft();
    }

    @Override
    public void close() {
        closed = true;
        boolean interrupted = Thread.interrupted();
        try {
            thread.join();
        } catch (InterruptedException e) {
            interrupted = true;
        }
        screen.footer(List.of());
        write(BRACKETED_PASTE_OFF);
        terminal.handle(Terminal.Signal.INT, interruptBefore);
        terminal.handle(Terminal.Signal.CONT, continueBefore);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(String control) {
        terminal.writer().print(control);
        terminal.flush();
    }
}
