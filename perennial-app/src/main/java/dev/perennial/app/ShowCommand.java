package dev.perennial.app;

import dev.perennial.agent.SessionListener;
import dev.perennial.agent.SessionState;
import dev.perennial.agent.journal.SessionRow;
import dev.perennial.app.config.Setting;
import dev.perennial.app.sessions.EventTail;
import dev.perennial.app.sessions.Unrepeated;
import dev.perennial.app.terminal.Display;
import dev.perennial.app.terminal.ExchangesView;
import dev.perennial.app.terminal.JsonView;
import dev.perennial.app.terminal.Terminal;
import dev.perennial.app.terminal.TranscriptView;
import java.io.PrintStream;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code show}: what was said and done in a session, and what still happens in it. */
final class ShowCommand implements Command {

    /** Nothing depends on it: events and deletion are noticed at once. */
    private static final Duration LOOK = Duration.ofMinutes(1);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ROOT);

    private final Surroundings surroundings;

    ShowCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Flags.command(this, "show", "Shows what was said and done in a session.");
        spec.addPositional(Flags.words("SESSION", "Its id, as sessions lists it, or a beginning that only it has."));
        spec.addOption(Flags.toggle("--follow", "Go on with what happens now, until Ctrl-C."));
        spec.addOption(Flags.toggle("--json", "Print one JSON object per event, as run --json does."));
        spec.addOption(
                Flags.toggle("--exchanges", "Show what went over the wire instead: headers, status, errors, times."));
        spec.addOption(Flags.toggle("--thinking", "Show what the model thought, too."));
        return Flags.withSettings(spec, List.of(Setting.MARKDOWN));
    }

    @Override
    public int run(ParseResult arguments) {
        try (KeptSession kept = KeptSession.named(arguments, surroundings)) {
            return VirtualThread.call("show", () -> show(kept, arguments));
        }
    }

    private int show(KeptSession kept, ParseResult arguments) {
        boolean follow = arguments.hasMatchedOption("--follow");
        EventTail.End end = told(kept, follow, arguments);
        if (end == EventTail.End.DELETED) {
            surroundings.terminal().say("The session was deleted.");
        } else if (end == EventTail.End.READ && !arguments.hasMatchedOption("--json")) {
            tellHowToGoOn(kept.row());
        }
        return ExitCode.OK;
    }

    private EventTail.End told(KeptSession kept, boolean follow, ParseResult arguments) {
        if (arguments.hasMatchedOption("--json")) {
            return json(kept, follow);
        }
        return arguments.hasMatchedOption("--exchanges")
                ? exchanges(kept, follow)
                : transcript(kept, follow, arguments.hasMatchedOption("--thinking"), isLaidOut(arguments));
    }

    private EventTail.End exchanges(KeptSession kept, boolean follow) {
        PrintStream out = surroundings.terminal().out();
        return tell(kept, follow, UsageOfSession.of(kept.row()), new ExchangesView(out::println), new AtomicBoolean());
    }

    private boolean isLaidOut(ParseResult arguments) {
        return surroundings.settings().load(Flags.settings(arguments)).isOn(Setting.MARKDOWN);
    }

    private EventTail.End json(KeptSession kept, boolean follow) {
        AtomicBoolean gone = new AtomicBoolean();
        UsageOfSession usage = UsageOfSession.of(kept.row());
        JsonView view = new JsonView(surroundings.terminal().out(), kept.id(), usage::json, () -> gone.set(true));
        return tell(kept, follow, usage, view, gone);
    }

    private EventTail.End transcript(KeptSession kept, boolean follow, boolean thinking, boolean markdown) {
        AtomicBoolean gone = new AtomicBoolean();
        UsageOfSession usage = UsageOfSession.of(kept.row());
        Terminal place = OnePlace.of(surroundings.terminal());
        try (Display display = OnePlace.display(place, OnePlace.screen(place), markdown, () -> gone.set(true))) {
            TranscriptView view = new TranscriptView(place, display, usage::line, thinking);
            view.heading(heading(kept.row()));
            return tell(kept, follow, usage, new Unrepeated(view), gone);
        }
    }

    private String heading(SessionRow row) {
        String began = TIME.format(row.created().atZone(surroundings.clock().getZone()));
        return "Session " + row.id() + " · " + began + " · " + row.head().folder();
    }

    private static EventTail.End tell(
            KeptSession kept, boolean follow, UsageOfSession usage, SessionListener view, AtomicBoolean gone) {
        EventTail tail = new EventTail(
                kept.store(),
                kept.id(),
                0,
                (entry, event) -> {
                    usage.on(entry.seq(), event);
                    view.on(entry.seq(), event);
                },
                gone::get);
        try {
            return follow ? tail.follow(LOOK, _ -> false) : tail.read();
        } catch (InterruptedException stopped) {
            return EventTail.End.ENOUGH;
        }
    }

    private void tellHowToGoOn(SessionRow row) {
        Terminal terminal = surroundings.terminal();
        switch (SessionState.of(row)) {
            case INTERRUPTED ->
                terminal.say("· its process died while it worked; to go on: ./perennial resume " + row.id());
            case RUNNING -> terminal.say("· it is at work: ./perennial show --follow " + row.id());
            case ASKS -> terminal.say("· it waits for an answer: ./perennial attach " + row.id());
            case IDLE, FAILED -> {}
        }
    }
}
