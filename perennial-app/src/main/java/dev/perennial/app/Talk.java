package dev.perennial.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.ImagesKept;
import dev.perennial.agent.MessageSource;
import dev.perennial.agent.RunResult;
import dev.perennial.agent.Session;
import dev.perennial.agent.SessionEvent;
import dev.perennial.agent.SessionListener;
import dev.perennial.agent.SessionSettings;
import dev.perennial.agent.permission.PermissionPrompt;
import dev.perennial.agent.permission.RemoteAnswers;
import dev.perennial.client.MessageStream;
import dev.perennial.client.exchange.ExchangeListener;
import dev.perennial.models.Prices;
import dev.perennial.stream.clocks.Timings;
import dev.perennial.tools.ChangeLog;
import java.util.Optional;

/**
 * The conversation of a chat: a session whose model may change, and in whose place another may begin. Used by one thread, but for
 * {@link #stop}.
 */
final class Talk implements MessageSource, AutoCloseable {

    private final SessionListener listener;
    private final Timings timings;
    private final Optional<PermissionPrompt> prompt;
    private final SessionKeeper keeper;
    private final StreamNotices notices = new StreamNotices();
    private SessionPlan plan;
    private Connection connection;
    private volatile Sitting sitting;
    private ExchangeListener exchanges = ExchangeListener.NONE;
    private volatile boolean stopped;

    /**
     * A session, and what it changed.
     *
     * @param id that of the session
     */
    private record Sitting(String id, Session session, ChangeLog changes, Inbox inbox) {}

    /**
     * Begins a conversation.
     *
     * @param prompt whom to ask about what tools want to do
     * @param keeper keeps what is said; the caller's
     * @throws UsageException as {@link Connection#of} does
     */
    Talk(
            SessionPlan plan,
            SessionListener listener,
            Timings timings,
            Optional<PermissionPrompt> prompt,
            SessionKeeper keeper) {
        this.plan = plan;
        this.listener = listener;
        this.timings = timings;
        this.prompt = prompt;
        this.keeper = keeper;
        this.connection = plan.connection(notices, notices::noticed, timings);
        this.sitting = open(plan);
    }

    private Sitting open(SessionPlan from) {
        SessionSettings settings = from.session();
        ChangeLog changes = from.changes(settings.id());
        RemoteAnswers answers = new RemoteAnswers();
        Session opened = keeper.open(settings, this, from.tools(changes, prompt(from, answers)), this::on);
        notices.tell(opened::notice);
        connection.tell(opened::settingsChosen);
        return new Sitting(settings.id(), opened, changes, Inbox.open(opened, answers));
    }

    /** What is kept can be watched, and answered, from elsewhere. */
    private Optional<PermissionPrompt> prompt(SessionPlan from, RemoteAnswers answers) {
        return keeper.store().isPresent()
                ? prompt.map(person ->
                        new FirstAnswer(person, answers, from.surroundings().terminal()::say))
                : prompt;
    }

    /** A turn can be stopped before it has begun. */
    private void on(long seq, SessionEvent event) {
        boolean begins = event instanceof SessionEvent.UserInput || event instanceof SessionEvent.AnswerRetracted;
        if (begins && stopped) {
            sitting.session().cancel();
        }
        listener.on(seq, event);
    }

    @Override
    public MessageStream open(ObjectNode conversation) {
        return connection.open(conversation);
    }

    @Override
    public void tellExchanges(ExchangeListener listener) {
        exchanges = listener;
        connection.tellExchanges(listener);
    }

    @Override
    public ImagesKept imagesKept() {
        return connection.imagesKept();
    }

    @Override
    public int mostImages() {
        return connection.mostImages();
    }

    @Override
    public boolean bindsThinking() {
        return connection.bindsThinking();
    }

    @Override
    public boolean takesSystemMessages() {
        return connection.takesSystemMessages();
    }

    SessionPlan plan() {
        return plan;
    }

    Prices prices() {
        return connection.capabilities().prices();
    }

    /** Tells what is odd about the model, if anything is. */
    void warn() {
        SessionPlan.warnOfUnknownModel(sitting.session(), connection);
    }

    /** From now on {@link #stop} is meant for the next turn. */
    void prepare() {
        stopped = false;
    }

    RunResult say(String words) {
        return sitting.session().run(words);
    }

    RunResult retry() {
        return sitting.session().retry();
    }

    /** Stops the turn that is under way, or is about to be; from any thread. */
    void stop() {
        stopped = true;
        sitting.session().cancel();
    }

    /** Leaves the session as it is, for somebody to go on with it; from any thread. */
    void park() {
        stopped = true;
        sitting.session().park();
    }

    /** Forgets what was said: a new session, with new tools. */
    void beginAnew() {
        end();
        sitting = open(plan);
    }

    /**
     * Goes on otherwise, for example with another model; what was said stays.
     *
     * @throws UsageException as {@link Connection#of} does; everything is then as before
     */
    void goOnWith(SessionPlan other) {
        Connection opened = other.connection(notices, notices::noticed, timings);
        connection.close();
        connection = opened;
        connection.tell(sitting.session()::settingsChosen);
        connection.tellExchanges(exchanges);
        plan = other;
        warn();
    }

    @Override
    public void close() {
        end();
        connection.close();
    }

    private void end() {
        sitting.inbox().close();
        sitting.session().close();
        ChangeLogs.tell(plan.surroundings(), sitting.id(), sitting.changes());
    }
}
