package dev.perennial.app;

import dev.perennial.agent.RunResult;
import dev.perennial.agent.SavedSession;
import dev.perennial.agent.Session;
import dev.perennial.agent.SessionListener;
import dev.perennial.agent.SessionSettings;
import dev.perennial.agent.ToolRunner;
import dev.perennial.agent.permission.PermissionPrompt;
import dev.perennial.agent.permission.RemoteAnswers;
import dev.perennial.app.config.Setting;
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

    /** How long somebody may take who pipes something in. */
    static final Duration WAIT_FOR_INPUT = Duration.ofMillis(1500);

    private final Surroundings surroundings;
    private final SessionPlan plan;
    private final RunOptions options;
    private final SessionKeeper keeper;

    Run(SessionPlan plan, RunOptions options, SessionKeeper keeper) {
        this.surroundings = plan.surroundings();
        this.plan = plan;
        this.options = options;
        this.keeper = keeper;
    }

    /** Runs the task in a new session. */
    RunResult begin() {
        SessionSettings session = plan.session(options.as().orElseGet(SessionId::next));
        return run(session.id(), (connection, tools, listener) -> keeper.open(session, connection, tools, listener));
    }

    /** Runs the task, or what was interrupted, in a session of another process; it is closed then. */
    RunResult goOn(SavedSession saved) {
        return run(
                saved.id(),
                (connection, tools, listener) ->
                        Session.reopen(saved, plan.maxRequests(), connection, tools, listener, System::nanoTime));
    }

    /** Opens a session from the parts that are its own. */
    private interface Opening {
        Session open(Connection connection, ToolRunner tools, SessionListener listener);
    }

    private RunResult run(String id, Opening opening) {
        StreamNotices notices = new StreamNotices();
        try (LearnedTimings timings = LearnedTimings.of(plan.destination().simulated(), surroundings);
                Connection connection = plan.connection(notices, notices::noticed, timings.timings())) {
            greet();
            KeptLimits.with(timings, connection.governing(), surroundings);
            return run(id, opening, connection, notices);
        }
    }

    private RunResult run(String id, Opening opening, Connection connection, StreamNotices notices) {
        ChangeLog changes = plan.changes(id);
        RemoteAnswers answers = new RemoteAnswers();
        AtomicReference<Runnable> stop = new AtomicReference<>(() -> {});
        UsageLine usage = new UsageLine(
                () -> connection.capabilities().prices(), plan.destination().simulated());
        Runnable stopNow = () -> stop.get().run();
        Runnable readerGone = outlivesItsTerminal() ? () -> {} : stopNow;
        try (Alerts alerts = Alerts.of(id, surroundings, plan.settings());
                Interruption _ = Interruption.onSignal(stopNow);
                Display display = display(readerGone);
                Session session = opening.open(
                        connection,
                        plan.tools(changes, prompt(answers)),
                        both(view(id, usage, display, readerGone), alerts));
                Inbox _ = Inbox.open(session, answers)) {
            stop.set(session::cancel);
            if (keeper.store().isPresent()) {
                Termination.leavesAsItIs(session::park);
            }
            notices.tell(session::notice);
            connection.tell(session::settingsChosen);
            SessionPlan.warnOfUnknownModel(session, connection);
            return options.task().isPresent() ? session.run(options.task().get() + more(session)) : session.resume();
        } finally {
            ChangeLogs.tell(surroundings, id, changes);
        }
    }

    /** A session that is kept can be watched from elsewhere when its terminal is gone; a pipe that nobody reads ends it. */
    private boolean outlivesItsTerminal() {
        boolean outlives = options.as().isPresent()
                || (keeper.store().isPresent() && surroundings.terminal().outIsScreen());
        if (outlives) {
            HangUp.outlive();
        }
        return outlives;
    }

    private static SessionListener both(SessionListener view, SessionListener alerts) {
        return (seq, event) -> {
            view.on(seq, event);
            alerts.on(seq, event);
        };
    }

    private Optional<PermissionPrompt> prompt(RemoteAnswers answers) {
        if (options.as().isPresent()) {
            return Optional.of(answers);
        }
        Optional<PermissionPrompt> here = TerminalPermissions.prompt(surroundings, options.json());
        return keeper.store().isPresent()
                ? here.map(person -> new FirstAnswer(person, answers, surroundings.terminal()::say))
                : here;
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
    private void greet() {
        if (!options.json()) {
            surroundings.terminal().say(Greeting.of(plan.model(), plan.destination()));
            keeper.store().ifPresent(store -> Orphans.tell(surroundings, store));
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
        if (!terminal.rich() || options.json() || !plan.settings().isOn(Setting.MARKDOWN)) {
            return Display.plain(terminal, plan.withTools(), readerGone);
        }
        Screen screen = new Screen(terminal.out(), new OutputSize());
        return terminal.errIsScreen()
                ? Display.rendered(screen, readerGone)
                : Display.answerRendered(terminal, screen, readerGone);
    }
}
