package dev.perennial.app.chat;

import dev.perennial.app.terminal.Screen;
import dev.perennial.app.terminal.Style;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** Lines that are typed below something that goes on by itself, each sent when it is complete. Owns the terminal's input. */
public final class SentLines implements AutoCloseable {

    private final Terminal terminal;
    private final Keys keys;

    private SentLines(Terminal terminal, Keys keys) {
        this.terminal = terminal;
        this.keys = keys;
    }

    /**
     * Begins to read the terminal of the process; empty if it cannot be used for that.
     *
     * @param status stands above the line
     * @param send takes each line, on a thread of its own
     * @param stop is called on Ctrl-C
     * @param dim how the status looks
     */
    public static Optional<SentLines> open(
            Screen screen, String status, Consumer<String> send, Runnable stop, Style... dim) {
        try {
            Terminal terminal = TerminalBuilder.builder()
                    .system(true)
                    .dumb(false)
                    .encoding(StandardCharsets.UTF_8)
                    .nativeSignals(true)
                    .build();
            TypeAhead typed = new TypeAhead(stop, line -> {
                send.accept(line);
                return true;
            });
            return Optional.of(new SentLines(terminal, Keys.read(terminal, screen, stop, typed, _ -> status, dim)));
        } catch (IOException | IllegalStateException unusable) {
            return Optional.empty();
        }
    }

    /** The terminal is as it was found. */
    @Override
    public void close() {
        keys.close();
        try {
            terminal.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
