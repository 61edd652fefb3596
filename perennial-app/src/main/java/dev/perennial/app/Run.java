package dev.perennial.app;

import dev.perennial.agent.RunResult;
import dev.perennial.agent.Session;
import dev.perennial.agent.SessionListener;
import dev.perennial.agent.SessionSettings;
import dev.perennial.app.config.Setting;
import dev.perennial.app.config.Settings;
import dev.perennial.app.terminal.Display;
import dev.perennial.app.terminal.JsonView;
import dev.perennial.app.terminal.OutputSize;
import dev.perennial.app.terminal.Screen;
import dev.perennial.app.terminal.ScreenView;
import dev.perennial.app.terminal.Terminal;
import dev.perennial.tools.ChangeLog;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Puts a session together for one task, runs it, and shows it. */
final class Run {

    private static final Duration WAIT_FOR_INPUT = Duration.ofMillis(1500);

    private final Surroundings surroundings;
    private final Settings settings;
    private final SessionPlan plan;
    private final RunOptions options;

    Run(Surroundings surroundings, Settings settings, RunOptions options) {
        this.surroundings = surroundings;
        this.settings = settings;
        this.plan = SessionPlan.of(surroundings, settings, options.tools());
        this.options = options;
    }

    RunResult call() {
        SessionSettings session = plan.session();
        StreamNotices notices = new StreamNotices();
        try (LearnedTimings timings = LearnedTimings.of(plan.destination().simulated(), surroundings);
                Connection connection = plan.connection(notices, timings.timings())) {
            greet(session.model());
            KeptLimits.with(timings, connection.governing(), surroundings);
            return run(session, connection, notices);
        }
    }

    private RunResult run(SessionSettings settings, Connection connection, StreamNotices notices) {
        ChangeLog changes = new ToolBox(surroundings, this.settings).changes(settings.id());
        AtomicReference<Runnable> stop = new AtomicReference<>(() -> {});
        UsageLine usage = new UsageLine(
                () -> connection.capabilities().prices(), plan.destination().simulated());
        Runnable stopNow = () -> stop.get().run();
        try (Interruption _ = Interruption.onSignal(stopNow);
                Display display = display(stopNow);
                Session session = Session.open(
                        settings,
                        connection,
                        plan.tools(changes, TerminalPermissions.prompt(surroundings, options.json())),
                        view(settings.id(), usage, display, stopNow),
                        System::nanoTime)) {
            stop.set(session::cancel);
            notices.tell(session::notice);
            SessionPlan.warnOfUnknownModel(session, connection);
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
            surroundings.terminal().say(Greeting.of(model, plan.destination()));
        }
    }

    private SessionListener view(String session, UsageLine usage, Display display, Runnable readerGone) {
        if (options.json()) {
            return new JsonView(surroundings.terminal().out(), session, usage::json, readerGone);
        }
        return new ScreenView(surroundings.terminal(), display, usage::line);
    }

    private Display display(Runnable readerGone) {
        Terminal terminal = surroundings.terminal();
        if (!terminal.rich() || options.json() || !settings.isOn(Setting.MARKDOWN)) {
            return Display.plain(terminal, options.tools(), readerGone);
        }
        Screen screen = new Screen(terminal.out(), new OutputSize());
        return terminal.errIsScreen()
                ? Display.rendered(screen, readerGone)
                : Display.answerRendered(terminal, screen, readerGone);
    }
}
