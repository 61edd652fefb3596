package dev.perennial.app;

import dev.perennial.agent.RunResult;
import dev.perennial.agent.journal.SessionRow;
import dev.perennial.app.chat.LineInput;
import dev.perennial.app.chat.SentLines;
import dev.perennial.app.config.Setting;
import dev.perennial.app.sessions.EventTail;
import dev.perennial.app.sessions.Unrepeated;
import dev.perennial.app.terminal.Display;
import dev.perennial.app.terminal.Screen;
import dev.perennial.app.terminal.Style;
import dev.perennial.app.terminal.Terminal;
import dev.perennial.app.terminal.TranscriptView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code attach}: watches a session that another process runs, and talks to it. */
final class AttachCommand implements Command {

    /** So long after its last event it is noticed that nobody runs the session any more. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private static final String STATUS = "· attached · Enter says it, /stop stops the run, Ctrl-C leaves it alone";

    private final Surroundings surroundings;

    AttachCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Flags.command(
                this, "attach", "Watches a session that another process runs, and says there what is typed here.");
        spec.addPositional(Flags.words("SESSION", "Its id, as sessions lists it, or a beginning that only it has."));
        spec.addOption(Flags.toggle("--thinking", "Show what the model thinks, too."));
        return Flags.withSettings(spec, List.of(Setting.MARKDOWN));
    }

    @Override
    public int run(ParseResult arguments) {
        boolean markdown =
                surroundings.settings().load(Flags.settings(arguments)).isOn(Setting.MARKDOWN);
        try (KeptSession kept = KeptSession.named(arguments, surroundings)) {
            if (kept.row().lease().isEmpty()) {
                surroundings
                        .terminal()
                        .say(
                                "Session %s is not running; to go on with it: ./perennial resume %s; to read it: ./perennial show %s"
                                        .formatted(kept.id(), kept.id(), kept.id()));
                return ExitCode.FAILED;
            }
            return VirtualThread.call("attach", () -> attach(kept, markdown, arguments.hasMatchedOption("--thinking")));
        }
    }

    private int attach(KeptSession kept, boolean markdown, boolean thinking) {
        AtomicBoolean left = new AtomicBoolean();
        Thread here = Thread.currentThread();
        Runnable leave = () -> {
            left.set(true);
            here.interrupt();
        };
        Terminal place = OnePlace.of(surroundings.terminal());
        Screen screen = OnePlace.screen(place);
        UsageOfSession usage = UsageOfSession.of(kept.row());
        try (Interruption _ = Interruption.onSignal(leave);
                Display display = OnePlace.display(place, screen, markdown, leave)) {
            TranscriptView view = new TranscriptView(place, display, usage::line, thinking);
            Attached attached = new Attached(
                    new Unrepeated(view), message -> kept.journal().post(kept.id(), message.json()), leave);
            EventTail tail = tail(kept, usage, attached, left);
            EventTail.End end = follow(tail, attached, screen, leave);
            return told(kept, end, attached);
        }
    }

    private static EventTail tail(KeptSession kept, UsageOfSession usage, Attached attached, AtomicBoolean left) {
        return new EventTail(
                kept.store(),
                kept.id(),
                kept.store().beforeLastRun(kept.id()),
                (entry, event) -> {
                    usage.on(entry.seq(), event);
                    attached.on(entry.seq(), event);
                },
                left::get);
    }

    private EventTail.End follow(EventTail tail, Attached attached, Screen screen, Runnable leave) {
        EventTail.End before = tail.read();
        if (before != EventTail.End.READ) {
            return before;
        }
        attached.caughtUp();
        try (OpenLines _ = lines(attached, screen, leave)) {
            return tail.follow(LOOK, row -> row.lease().isEmpty());
        } catch (InterruptedException detached) {
            return EventTail.End.ENOUGH;
        }
    }

    /** Where nobody can edit a line, lines are read as they come; their end is no reason to leave. */
    private OpenLines lines(Attached attached, Screen screen, Runnable leave) {
        boolean edited = surroundings.inIsScreen() && surroundings.terminal().rich();
        Optional<SentLines> typed =
                edited ? SentLines.open(screen, STATUS, attached::line, leave, Style.DIM) : Optional.empty();
        if (typed.isEmpty()) {
            Thread.ofPlatform().daemon().name("perennial-lines").start(() -> readLines(attached));
        }
        return () -> typed.ifPresent(SentLines::close);
    }

    private void readLines(Attached attached) {
        LineInput input = new LineInput(surroundings.in());
        for (Optional<String> line = input.next(""); line.isPresent(); line = input.next("")) {
            attached.line(line.get());
        }
    }

    /** What is closed in the end. */
    @FunctionalInterface
    private interface OpenLines extends AutoCloseable {
        @Override
        void close();
    }

    private int told(KeptSession kept, EventTail.End end, Attached attached) {
        Terminal terminal = surroundings.terminal();
        return switch (end) {
            case ENOUGH, READ -> {
                terminal.say("· detached; the session goes on: ./perennial attach " + kept.id());
                yield ExitCode.OK;
            }
            case DELETED -> {
                terminal.say("· the session was deleted");
                yield ExitCode.OK;
            }
            case OVER -> over(kept, attached);
        };
    }

    /** Its process is gone: it has finished, or died. */
    private int over(KeptSession kept, Attached attached) {
        Optional<RunResult> result = attached.result();
        if (result.isPresent()) {
            return ExitCode.of(result.get().outcome());
        }
        boolean died =
                kept.journal().session(kept.id()).map(SessionRow::isOrphaned).orElse(false);
        surroundings
                .terminal()
                .say("· " + (died ? "its process died while it worked" : "nobody runs the session any more")
                        + "; to go on: ./perennial resume " + kept.id());
        return died ? ExitCode.INTERRUPTED : ExitCode.OK;
    }
}
