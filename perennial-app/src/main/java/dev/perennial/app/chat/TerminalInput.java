package dev.perennial.app.chat;

import static java.util.Objects.requireNonNull;

import dev.perennial.app.terminal.Screen;
import dev.perennial.app.terminal.Style;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jline.keymap.KeyMap;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * A line editor on the process's terminal, with the history of earlier chats. Ctrl-C clears the line; where there is none, the
 * second one in a row ends the chat, as Ctrl-D does.
 */
public final class TerminalInput implements ChatInput {

    private static final String PROMPT = "› ";
    private static final String NEW_LINE = "insert-new-line";
    private static final int REMEMBERED = 2_000;

    private final Terminal terminal;
    private final LineReader reader;
    private final Screen screen;
    private final Style[] dim;

    private TerminalInput(Terminal terminal, LineReader reader, Screen screen, Style... dim) {
        this.terminal = terminal;
        this.reader = reader;
        this.screen = screen;
        this.dim = dim;
    }

    /**
     * Opens the terminal of the process; empty if it cannot be used for that.
     *
     * @param history the file that keeps what was said; for the user's eyes only
     * @param completions what a line that begins so may go on with: whole lines
     * @param dim how what is less important looks
     */
    public static Optional<TerminalInput> open(
            Screen screen, Path history, Function<String, List<String>> completions, Style... dim) {
        try {
            Terminal terminal = TerminalBuilder.builder()
                    .system(true)
                    .dumb(false)
                    .encoding(StandardCharsets.UTF_8)
                    .nativeSignals(true)
                    .build();
            return Optional.of(on(terminal, screen, history, completions, dim));
        } catch (IOException | IllegalStateException unusable) {
            return Optional.empty();
        }
    }

    static TerminalInput on(
            Terminal terminal, Screen screen, Path history, Function<String, List<String>> completions, Style... dim) {
        terminal.handle(Terminal.Signal.INT, signal -> {}); // between two turns there is nothing to stop
        return new TerminalInput(terminal, reader(terminal, history, completions), screen, dim);
    }

    private static LineReader reader(Terminal terminal, Path history, Function<String, List<String>> completions) {
        LineReader reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("perennial")
                .parser(new WholeLines())
                .completer((r, line, candidates) -> completions
                        .apply(line.line().substring(0, line.cursor()))
                        .forEach(word -> candidates.add(new Candidate(word))))
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, "· ")
                .variable(LineReader.HISTORY_SIZE, REMEMBERED)
                .variable(LineReader.HISTORY_FILE_SIZE, REMEMBERED)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.INSERT_TAB, false)
                .build();
        if (makeOwn(history)) {
            reader.setVariable(LineReader.HISTORY_FILE, history);
        }
        reader.getWidgets().put(NEW_LINE, () -> {
            reader.getBuffer().write('\n');
            return true;
        });
        requireNonNull(reader.getKeyMaps().get(LineReader.MAIN))
                .bind(new Reference(NEW_LINE), KeyMap.alt('\r'), KeyMap.alt('\n'));
        return reader;
    }

    /** Nobody else may read what was said; a history that cannot be kept is no reason not to talk. */
    private static boolean makeOwn(Path history) {
        try {
            Files.createDirectories(history.getParent());
            Files.createFile(
                    history, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return true;
        } catch (FileAlreadyExistsException kept) {
            return Files.isWritable(history);
        } catch (IOException | UnsupportedOperationException none) {
            return false;
        }
    }

    @Override
    public Optional<String> next(String draft) {
        boolean interrupted = false;
        String text = draft;
        while (true) {
            try {
                return Optional.of(WholeLines.joined(read(text)));
            } catch (UserInterruptException cleared) {
                if (interrupted && cleared.getPartialLine().isEmpty()) {
                    return Optional.empty();
                }
                interrupted = cleared.getPartialLine().isEmpty();
                if (interrupted) {
                    screen.line("Ctrl-C again, Ctrl-D or /exit ends the chat.");
                }
            } catch (EndOfFileException end) {
                return Optional.empty();
            }
            text = "";
        }
    }

    /** What is told meanwhile stands above the line. */
    private String read(String draft) {
        screen.lend(reader::printAbove);
        try {
            return reader.readLine(PROMPT, null, (Character) null, draft);
        } finally {
            screen.takeBack();
        }
    }

    @Override
    public Meanwhile meanwhile(Runnable stop) {
        return Keys.read(terminal, screen, stop, dim);
    }

    /** The history is kept, and the terminal as it was found. */
    @Override
    public void close() {
        try {
            reader.getHistory().save();
            terminal.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
