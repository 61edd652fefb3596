package dev.perennial.app;

import dev.perennial.agent.SavedSession;
import dev.perennial.agent.ToolCall;
import dev.perennial.agent.journal.SessionHead;
import dev.perennial.app.terminal.Printable;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code resume}: goes on with a session whose process died, or whose last answer could not be had. */
final class ResumeCommand implements Command {

    private static final String GO_ON = "Go on where you stopped.";

    private final Surroundings surroundings;

    ResumeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Flags.command(
                this, "resume", "Goes on with a session that was interrupted, in mid-sentence if need be.");
        spec.addPositional(Flags.words("SESSION", "The session's id; ./perennial sessions lists them."));
        spec.addOption(Flags.toggle("--json", "Print one JSON object per event."));
        spec.addOption(Flags.toggle("--no-resume", "Only say what there is to go on with."));
        spec.addOption(Flags.toggle("--take-over", "Also if another process still holds the session; that one stops."));
        return Flags.withSettings(spec);
    }

    @Override
    public int run(ParseResult arguments) {
        String session;
        try (KeptSession kept = KeptSession.named(arguments, surroundings)) {
            if (arguments.hasMatchedOption("--no-resume")) {
                return look(kept);
            }
            session = kept.id();
        }
        boolean json = arguments.hasMatchedOption("--json");
        return new GoingOn(surroundings, Flags.settings(arguments))
                .with(session, arguments.hasMatchedOption("--take-over"), saved -> options(saved, json));
    }

    private static RunOptions options(SavedSession saved, boolean json) {
        if (!saved.isInterrupted() && saved.head().state() != SessionHead.State.FAILED) {
            throw new UsageException(
                    "Session %s was not interrupted: its last answer is whole. Say something in it with ./perennial run --session %s \"…\""
                            .formatted(saved.id(), saved.id()));
        }
        return new RunOptions(
                saved.isInterrupted() ? Optional.empty() : Optional.of(GO_ON),
                Optional.empty(),
                json,
                true,
                Optional.empty());
    }

    private int look(KeptSession kept) {
        try (SavedSession saved = kept.store().open(kept.id())) {
            surroundings.terminal().out().println(Printable.of(state(saved)));
            return ExitCode.OK;
        }
    }

    private static String state(SavedSession saved) {
        if (!saved.isInterrupted()) {
            return saved.head().state() == SessionHead.State.FAILED
                    ? "The last run failed; resume asks the model to go on where it stopped."
                    : "Nothing was interrupted.";
        }
        if (!saved.runningCalls().isEmpty()) {
            return "Interrupted while tools ran: "
                    + String.join(
                            ", ",
                            saved.runningCalls().stream().map(ToolCall::name).toList())
                    + ". Resume tells the model that their outcome is unknown, unless they only read.";
        }
        return saved.waitsForResponse()
                ? "Interrupted while the model answered; resume goes on with the answer where it stopped."
                : "Interrupted between two requests; resume sends the next one.";
    }
}
