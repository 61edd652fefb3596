package dev.perennial.app;

import dev.perennial.app.terminal.Printable;
import dev.perennial.tools.ChangeLog;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code undo}: puts the files that a session's last turn changed back to what they were. */
final class UndoCommand implements Command {

    private static final Pattern SESSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*");

    private final Surroundings surroundings;

    UndoCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Flags.command(
                this, "undo", "Puts files back to what they were before the last turn of a session changed them.");
        spec.addPositional(Flags.words("SESSION", "The session's id, as run tells it."));
        spec.addOption(
                Flags.toggle("--force", "Put files back even if they were changed since; those changes are lost."));
        return spec;
    }

    @Override
    public int run(ParseResult arguments) {
        List<String> words = arguments.matchedPositionalValue(0, List.of());
        if (words.size() != 1 || !SESSION.matcher(words.getFirst()).matches()) {
            throw new UsageException("Name one session, for example: ./perennial undo s-0123456789abcdef");
        }
        String session = words.getFirst();
        if (!Files.exists(ChangeLogs.folder(surroundings, session))) {
            throw new UsageException("No changes of a session `" + session + "` are kept.");
        }
        try {
            return undo(session, arguments.hasMatchedOption("--force"));
        } catch (IOException e) {
            surroundings.terminal().say("The changes could not be undone: " + e);
            return ExitCode.FAILED;
        }
    }

    private int undo(String session, boolean force) throws IOException {
        ChangeLog.Undone undone = ChangeLogs.open(surroundings, session).undoLastTurn(force);
        PrintStream out = surroundings.terminal().out();
        undone.restored().forEach(file -> out.println(Printable.of("put back " + file)));
        if (!undone.changedSince().isEmpty()) {
            undone.changedSince()
                    .forEach(file -> surroundings.terminal().say("changed since, and left as it is: " + file));
            surroundings
                    .terminal()
                    .say("Nothing was undone. `./perennial undo " + session
                            + " --force` puts back all files of the turn;"
                            + " what was changed since in the files above is then lost.");
            return ExitCode.FAILED;
        }
        if (undone.restored().isEmpty()) {
            out.println("There is nothing more to undo.");
        }
        return ExitCode.OK;
    }
}
