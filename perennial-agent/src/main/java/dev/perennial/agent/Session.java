package dev.perennial.agent;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.journal.JournalException;
import dev.perennial.agent.journal.JournalMessage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A conversation with a model that has tools: folds its events, lets {@link Loop} decide, acts, appends.
 *
 * <p>One thread at a time runs a session ({@link #run}), best a virtual one, so that a wait for the server can be
 * interrupted; any thread may {@link #cancel} it. Whatever ends a run, the conversation stays one that the API accepts,
 * so that the next run can go on from it.
 *
 * <pre>{@code
 * try (Session session = Session.open(settings, source, tools, listener, System::nanoTime)) {
 *     RunResult result = session.run("Count the lines of Java in each module");
 * }
 * }</pre>
 */
public final class Session implements AutoCloseable {

    private final SessionSettings settings;
    private final MessageSource source;
    private final List<Tool> tools;
    private final EventLog log;
    private final Cancellation cancellation;
    private final Runs runs;

    private Session(
            SessionSettings settings,
            MessageSource source,
            ToolRunner tools,
            EventLog log,
            Cancellation cancellation,
            LongSupplier nanoTime) {
        this.settings = requireNonNull(settings, "settings");
        this.source = requireNonNull(source, "source");
        this.tools = tools.tools();
        this.log = log;
        this.cancellation = cancellation;
        this.runs = new Runs(settings.maxRequests(), source, tools, log, cancellation, nanoTime);
    }

    /**
     * Opens a session that nobody keeps, and tells the listener so.
     *
     * @param source where requests go
     * @param tools what the model may use; the session closes them
     * @param nanoTime a monotonic clock in nanoseconds
     */
    public static Session open(
            SessionSettings settings,
            MessageSource source,
            List<Tool> tools,
            SessionListener listener,
            LongSupplier nanoTime) {
        return open(settings, source, new ToolRunner(tools), listener, nanoTime);
    }

    /**
     * Opens a session that nobody keeps, and tells the listener so.
     *
     * @param source where requests go
     * @param tools what the model may use, and within what bounds; the session closes the tools
     * @param nanoTime a monotonic clock in nanoseconds
     */
    public static Session open(
            SessionSettings settings,
            MessageSource source,
            ToolRunner tools,
            SessionListener listener,
            LongSupplier nanoTime) {
        EventLog log = new EventLog(new SessionFold(), new ToldEvents(listener));
        return begun(new Session(settings, source, tools, log, new Cancellation(), nanoTime));
    }

    /**
     * Opens a session that is kept: what happens in it is in the journal before the listener hears of it and before anything is
     * sent or done, so that {@link SavedSession} can go on with it whenever this process ends.
     *
     * @param store where it is kept
     * @param tools what the model may use, and within what bounds; the session closes the tools
     * @param listener is called from a thread of the session's own
     * @param nanoTime a monotonic clock in nanoseconds
     * @throws JournalException if it cannot be kept
     */
    public static Session open(
            SessionStore store,
            SessionSettings settings,
            MessageSource source,
            ToolRunner tools,
            SessionListener listener,
            LongSupplier nanoTime) {
        Cancellation cancellation = new Cancellation();
        EventLog log = store.begin(settings, listener, cancellation::request);
        return begun(new Session(settings, source, tools, log, cancellation, nanoTime));
    }

    /**
     * Goes on with a session of another process, or an earlier one of this process. It does nothing by itself: {@link #resume} goes
     * on with the run that was under way, if there was one; {@link #run} ends that as it is and says something new. What the user has
     * allowed for as long as the session lasts stays allowed.
     *
     * @param saved the session, which is this one's from now on
     * @param maxRequests how many requests one run may send
     * @param tools what the model may use, and within what bounds; the session closes the tools
     * @param listener hears what happens from now on, from a thread of the session's own
     * @param nanoTime a monotonic clock in nanoseconds
     */
    public static Session reopen(
            SavedSession saved,
            int maxRequests,
            MessageSource source,
            ToolRunner tools,
            SessionListener listener,
            LongSupplier nanoTime) {
        Cancellation cancellation = new Cancellation();
        EventLog log = saved.reopen(listener, cancellation::request);
        Session session = new Session(saved.settings(maxRequests), source, tools, log, cancellation, nanoTime);
        tools.allow(log.get(SessionFold::allowed));
        log.append(new SessionEvent.Reopened());
        return session;
    }

    private static Session begun(Session session) {
        SessionSettings settings = session.settings;
        session.log.append(new SessionEvent.SessionStarted(
                settings.id(), settings.model(), settings.simulated(), settings.folder()));
        return session;
    }

    /**
     * Tells the listener something that the user should know.
     *
     * @param code a word for programs, in snake_case
     * @param text a sentence for people
     */
    public void notice(String code, String text) {
        log.append(new SessionEvent.Notice(code, text));
    }

    /**
     * Writes down how the model is asked from now on, if that is not how it was asked before: with it how many images the source keeps.
     *
     * @param request the body of every request, without messages and tools
     */
    public void settingsChosen(ObjectNode request) {
        ObjectNode whole = MessageJson.withTools(request.deepCopy(), tools);
        ImagesKept images = source.imagesKept();
        log.append(fold -> fold.request().filter(whole::equals).isPresent()
                        && fold.images().equals(images)
                ? Optional.empty()
                : Optional.of(new SessionEvent.SettingsChosen(whole, images)));
        log.settle();
    }

    /**
     * Says {@code input} to the model and goes on until its answer is whole or cannot be had. What goes wrong is a value
     * of the result, not an exception. An interrupt of the thread stops the run as {@link #cancel} does.
     *
     * @throws IllegalStateException if another run of this session is under way
     */
    public RunResult run(String input) {
        return run(input, "");
    }

    /**
     * As {@link #run(String)}, for whoever says it again when it is not known whether it was said. If it was, and waits
     * ({@link #hasQueued}), what waits is said, and this is not said twice.
     *
     * @param keyHash what tells it from all else that is said in the session, such as a hash of an idempotency key; kept with it.
     *     Empty if nothing does
     * @throws IllegalStateException if it was said and heard already ({@link #isSaid}), or another run of this session is under way
     */
    public RunResult run(String input, String keyHash) {
        return runs.after(() -> {
            runs.endWhatWasOpen();
            log.append(fold -> Optional.of(
                    fold.isSaid(keyHash)
                            ? new SessionEvent.UserInput(said(fold))
                            : new SessionEvent.UserInput(joined(fold.queued(), input), keyHash)));
        });
    }

    /**
     * Takes back what the model did since the last {@link #run}, and asks it anew. What its tools have done stays done.
     *
     * @throws IllegalStateException if nothing was said yet, or another run of this session is under way
     */
    public RunResult retry() {
        if (!log.history().hasInput()) {
            throw new IllegalStateException("Nothing was said in this session yet");
        }
        return runs.after(() -> {
            runs.endWhatWasOpen();
            log.append(new SessionEvent.AnswerRetracted());
        });
    }

    /** Whether a run of another process is to be gone on with, because that process ended before it. */
    public boolean isInterrupted() {
        return log.get(SessionFold::isRunUnderWay);
    }

    /**
     * Goes on with the run that was under way when its process ended: in the middle of a sentence, if need be. A call that was
     * being run then is not run again, unless it may be repeated: the model is told that nobody knows what became of it.
     *
     * @throws IllegalStateException if there was none, or another run of this session is under way
     */
    public RunResult resume() {
        if (!isInterrupted()) {
            throw new IllegalStateException("No run of this session was interrupted");
        }
        return runs.resumed();
    }

    /**
     * Says something to the model while it works. It hears of it with the next results of its calls, or when its answer is whole;
     * if it does not work, with what is said next. May be called from any thread.
     *
     * @return whether a run is under way
     */
    public boolean say(String input) {
        return say(input, "");
    }

    /**
     * As {@link #say(String)}, unless it was said already. May be called from any thread.
     *
     * @param keyHash as for {@link #run(String, String)}
     * @return whether a run is under way
     */
    public boolean say(String input, String keyHash) {
        return log.get(fold -> {
            log.appendSaid(List.of(new SessionEvent.InputQueued(input, keyHash)), Set.of());
            return fold.isRunUnderWay();
        });
    }

    /** Whether this was said already: to another process, or before. May be called from any thread. */
    public boolean isSaid(String keyHash) {
        return log.get(fold -> fold.isSaid(keyHash));
    }

    /**
     * Says to the model what was said while it did not work ({@link #say}), as {@link #run} does.
     *
     * @throws IllegalStateException if there is nothing of that kind, or another run of this session is under way
     */
    public RunResult runQueued() {
        return runs.after(() -> {
            runs.endWhatWasOpen();
            log.append(fold -> Optional.of(new SessionEvent.UserInput(said(fold))));
        });
    }

    private static String said(SessionFold fold) {
        if (fold.queued().isEmpty()) {
            throw new IllegalStateException("Nothing was said meanwhile");
        }
        return String.join("\n\n", fold.queued());
    }

    /** Calls the session by a title, in place of the beginning of what was said first. May be called from any thread. */
    public void rename(String title) {
        log.append(new SessionEvent.Titled(title));
        log.flush();
    }

    /** Why nothing more that happens can be kept; empty as long as it can. May be called from any thread. */
    public Optional<JournalException> failure() {
        return log.failure();
    }

    /** Whether something was said that no run has taken up. May be called from any thread. */
    public boolean hasQueued() {
        return log.get(fold -> !fold.queued().isEmpty());
    }

    /** Waits until what has happened so far is kept and told, if it can be. May be called from any thread but the listener's. */
    public void flush() {
        log.flush();
    }

    /** The id of the call about which the user is being asked. May be called from any thread. */
    public Optional<String> asking() {
        return log.get(SessionFold::asking);
    }

    /**
     * Waits for messages that other processes have left for this session. What they say to the model ({@link SessionMessage.Say}) is
     * said when this returns, as by {@link #say(String, String)}, in the very moment in which it leaves the journal's mailbox: no
     * process that dies takes it along. Used by one thread at a time.
     *
     * @return in order; empty if the time is up, or the session is closed or nobody keeps it. What is not known to this version is
     *     left out
     */
    public List<SessionMessage> receive(Duration atMost) throws InterruptedException {
        List<JournalMessage> posted = log.receive(atMost);
        List<SessionMessage> messages = posted.stream()
                .map(JournalMessage::text)
                .map(SessionMessage::of)
                .flatMap(Optional::stream)
                .toList();
        List<SessionEvent.InputQueued> said = messages.stream()
                .filter(SessionMessage.Say.class::isInstance)
                .map(SessionMessage.Say.class::cast)
                .map(say -> new SessionEvent.InputQueued(say.text(), say.keyHash()))
                .toList();
        if (!posted.isEmpty()) {
            log.appendSaid(said, posted.stream().map(JournalMessage::place).collect(Collectors.toSet()));
        }
        return messages;
    }

    private static String joined(List<String> queued, String input) {
        return Stream.concat(queued.stream(), Stream.of(input)).collect(Collectors.joining("\n\n"));
    }

    /** Stops the run that is under way, if there is one; returns at once. May be called from any thread. */
    public void cancel() {
        askToStop();
        cancellation.request();
    }

    /** As {@link #cancel}, and stops a run that was interrupted and is not gone on with yet as soon as it is ({@link #resume}). */
    public void cancelInterrupted() {
        appendStop();
        cancellation.request();
    }

    /** As {@link #cancel}, and stops each run that begins from now on: for whoever closes a session that another thread runs. */
    public void cancelForGood() {
        askToStop();
        cancellation.requestForGood();
    }

    private void askToStop() {
        if (cancellation.isUnderWay()) {
            appendStop();
        }
    }

    private void appendStop() {
        log.append(fold -> fold.isRunUnderWay() && !fold.isStopAsked()
                ? Optional.of(new SessionEvent.StopAsked())
                : Optional.empty());
    }

    /**
     * Leaves the session as it is, for {@link SavedSession} to go on with: nothing that happens from now on is kept or told. The run
     * that is under way stops; {@link #close} waits for it. May be called from any thread.
     */
    public void park() {
        log.close();
        cancellation.request();
    }

    /** Stops a run, waits for its end, and closes the tools. */
    @Override
    public void close() {
        cancel();
        cancellation.awaitEnd();
        try {
            tools.forEach(Tool::close);
        } finally {
            log.close();
        }
    }
}
