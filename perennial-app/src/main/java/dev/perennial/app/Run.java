package dev.perennial.app;

import dev.perennial.agent.RunResult;
import dev.perennial.agent.Session;
import dev.perennial.agent.SessionListener;
import dev.perennial.agent.SessionSettings;
import dev.perennial.agent.ToolRunner;
import dev.perennial.app.config.Setting;
import dev.perennial.app.config.Settings;
import dev.perennial.app.terminal.JsonView;
import dev.perennial.app.terminal.ScreenView;
import dev.perennial.tools.ChangeLog;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Puts a session together for one task, runs it, and shows it. */
final class Run {

    private static final Duration WAIT_FOR_INPUT = Duration.ofMillis(1500);

    private final Surroundings surroundings;
    private final Settings settings;
    private final Destination destination;
    private final RunOptions options;

    Run(Surroundings surroundings, Settings settings, RunOptions options) {
        this.surroundings = surroundings;
        this.settings = settings;
        this.destination = Destination.of(settings, surroundings);
        this.options = options;
    }

    RunResult call() {
        settings.time(Setting.TOOL_TIMEOUT); // refused here if it is wrong, before anything is shown
        String system = SystemPrompts.text(surroundings, settings, ToolBox.names(options.tools()));
        SessionSettings session = sessionSettings();
        StreamNotices notices = new StreamNotices();
        try (LearnedTimings timings = LearnedTimings.of(destination.simulated(), surroundings);
                Connection connection = Connection.of(destination, settings, system, notices, timings.timings())) {
            greet(session.model());
            return run(session, connection, notices);
        }
    }

    private RunResult run(SessionSettings settings, Connection connection, StreamNotices notices) {
        ChangeLog changes = new ToolBox(surroundings, this.settings).changes(settings.id());
        AtomicReference<Runnable> stop = new AtomicReference<>(() -> {});
        UsageLine usage = new UsageLine(() -> connection.capabilities().prices(), destination.simulated());
        SessionListener view = view(settings.id(), usage, () -> stop.get().run());
        try (Interruption _ = Interruption.onSignal(() -> stop.get().run());
                Session session = Session.open(settings, connection, tools(changes), view, System::nanoTime)) {
            stop.set(session::cancel);
            notices.tell(session::notice);
            warnOfUnknownModel(session, connection);
            return session.run(options.task() + more(session));
        } finally {
            ChangeLogs.tell(surroundings, settings.id(), changes);
        }
    }

    /** What was piped in is read only now, so that people see something before. */
    private String more(Session session) {
        if (options.more().isEmpty()) {
            return "";
        }
        Optional<String> offered = options.more().get().offered(WAIT_FOR_INPUT);
        if (offered.isEmpty()) {
            session.notice(
                    "input_left_out",
                    "Nobody wrote to standard input in time, so it was left out; to wait for it say --file -");
        }
        return offered.filter(text -> !text.isBlank())
                .map(text -> "\n\n" + text)
                .orElse("");
    }

    /** The first thing that a person sees, before anything that takes time. */
    private void greet(String model) {
        if (!options.json()) {
            surroundings.terminal().say(Greeting.of(model, destination));
        }
    }

    private SessionSettings sessionSettings() {
        return new SessionSettings(
                SessionId.next(),
                surroundings.folder().toString(),
                settings.required(Setting.MODEL),
                destination.simulated(),
                Math.toIntExact(settings.number(Setting.MAX_REQUESTS).orElseThrow()));
    }

    private ToolRunner tools(ChangeLog changes) {
        return new ToolBox(surroundings, settings)
                .open(options.tools(), changes, TerminalPermissions.prompt(surroundings, options.json()));
    }

    private SessionListener view(String session, UsageLine usage, Runnable readerGone) {
        if (options.json()) {
            return new JsonView(surroundings.terminal().out(), session, usage::json, readerGone);
        }
        return new ScreenView(surroundings.terminal(), options.tools(), usage::line, readerGone);
    }

    private static void warnOfUnknownModel(Session session, Connection connection) {
        if (!connection.capabilities().isKnown()) {
            session.notice(
                    "unknown_model",
                    "The model %s is not in the catalogue; unless the server describes it, careful limits are assumed: see --max-tokens, --thinking, --effort."
                            .formatted(connection.capabilities().model()));
        }
    }
}
