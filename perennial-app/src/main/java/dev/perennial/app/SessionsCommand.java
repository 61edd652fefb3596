package dev.perennial.app;

import dev.perennial.agent.SessionJson;
import dev.perennial.agent.journal.Journal;
import dev.perennial.agent.journal.JournalException;
import dev.perennial.agent.journal.SessionRow;
import dev.perennial.app.sessions.SessionLines;
import dev.perennial.app.sessions.SessionNames;
import dev.perennial.app.terminal.OutputSize;
import dev.perennial.app.terminal.Terminal;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code sessions}: lists what is kept, or deletes some of it. */
final class SessionsCommand implements Command {

    private static final int USUALLY_SHOWN = 20;
    private static final long MOST = 1_000_000;

    private final Surroundings surroundings;

    SessionsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Flags.command(this, "sessions", "Lists the sessions that are kept, the latest first.");
        spec.addOption(Flags.toggle("--json", "Print one JSON object per session."));
        spec.addOption(Flags.toggle("--all", "Show all, however many there are."));
        spec.addOption(Flags.text("--limit", "N", "Show at most N (default: " + USUALLY_SHOWN + "; with --json all)."));
        return spec.addOption(OptionSpec.builder("--delete")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1..*")
                .paramLabel("ID")
                .description("Delete these sessions, for good.")
                .build());
    }

    @Override
    public int run(ParseResult arguments) {
        List<String> unwanted = arguments.matchedOptionValue("--delete", List.of());
        boolean json = arguments.hasMatchedOption("--json");
        long limit = limit(arguments, json);
        Optional<Journal> kept = Journals.openIfThere(surroundings);
        if (kept.isEmpty() && unwanted.isEmpty()) {
            none(json);
            return ExitCode.OK;
        }
        try (Journal journal = kept.orElseGet(() -> Journals.open(surroundings))) {
            return unwanted.isEmpty() ? list(journal, json, limit) : delete(journal, unwanted);
        }
    }

    private static long limit(ParseResult arguments, boolean json) {
        boolean all = arguments.hasMatchedOption("--all");
        if (all && arguments.hasMatchedOption("--limit")) {
            throw new UsageException("Say `--all` or `--limit`, not both.");
        }
        return all ? MOST : Flags.number(arguments, "--limit", json ? MOST : USUALLY_SHOWN, MOST);
    }

    private void none(boolean json) {
        if (!json) {
            surroundings.terminal().say("No session is kept yet: ./perennial run \"task\" begins one.");
        }
    }

    private int list(Journal journal, boolean json, long limit) {
        List<SessionRow> all = journal.sessions();
        Terminal terminal = surroundings.terminal();
        if (json) {
            all.stream().limit(limit).map(SessionJson::of).forEach(terminal.out()::println);
            return ExitCode.OK;
        }
        if (all.isEmpty()) {
            none(false);
        }
        SessionLines lines = new SessionLines(surroundings.clock().instant(), columns(terminal), terminal.rich());
        all.stream().limit(limit).flatMap(row -> lines.of(row).stream()).forEach(terminal.out()::println);
        if (all.size() > limit) {
            terminal.say("%,d more: --all shows them too".formatted(all.size() - limit));
        }
        return ExitCode.OK;
    }

    private static int columns(Terminal terminal) {
        return terminal.outIsScreen() ? new OutputSize().get().columns() : Integer.MAX_VALUE;
    }

    /** All are looked for before the first is deleted, so that a slip of the keyboard deletes none. */
    private int delete(Journal journal, List<String> unwanted) {
        SessionNames names = new SessionNames(journal);
        List<String> found = unwanted.stream()
                .map(names::find)
                .map(SessionRow::id)
                .distinct()
                .toList();
        int exitCode = ExitCode.OK;
        for (String session : found) {
            try {
                Traces.delete(surroundings, journal, session);
                surroundings.terminal().out().println("deleted " + session);
            } catch (JournalException.SessionInUse held) {
                surroundings.terminal().say(String.valueOf(held.getMessage()));
                exitCode = ExitCode.FAILED;
            }
        }
        return exitCode;
    }
}
