package dev.perennial.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.SavedSession;
import dev.perennial.agent.SessionMessage;
import dev.perennial.agent.SessionStore;
import dev.perennial.agent.journal.Journal;
import dev.perennial.agent.journal.JournalException;
import dev.perennial.agent.journal.SessionHead;
import dev.perennial.agent.journal.SessionRow;
import dev.perennial.agent.permission.PermissionAnswer;
import dev.perennial.app.config.Setting;
import dev.perennial.app.config.SettingsException;
import dev.perennial.app.export.Export;
import dev.perennial.app.export.Facts;
import dev.perennial.client.ClientConfigurationException;
import dev.perennial.web.RefusedException;
import dev.perennial.web.SessionHost;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The sessions that the page shows: those that nobody runs are run here when something is to be done in them, those of other processes
 * are reached through their mailbox. Thread-safe.
 */
final class HostedSessions implements SessionHost, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(HostedSessions.class.getName());
    private static final String GO_ON = "Go on where you stopped.";

    private final Surroundings surroundings;
    private final PageSettings settings;
    private final HostParts parts;
    private final SessionStore store;
    private final SessionLocks locks = new SessionLocks();
    private final Map<String, HostedSession> hosted = new ConcurrentHashMap<>();
    /** What an earlier process of the page was running when it ended, and nobody has opened yet. */
    private final Set<String> interrupted = ConcurrentHashMap.newKeySet();

    private volatile boolean closing;

    /**
     * @param parts the caller's
     */
    HostedSessions(Surroundings surroundings, PageSettings settings, HostParts parts, SessionStore store) {
        this.surroundings = surroundings;
        this.settings = settings;
        this.parts = parts;
        this.store = store;
        interrupted.addAll(parts.running().all());
    }

    /**
     * Goes on with what an earlier process of the page was doing when it ended. What is done in such a session before that has it gone on
     * with first, so that nobody has to wait for all of them.
     */
    void goOnWithInterrupted() {
        for (String session : List.copyOf(interrupted)) {
            try {
                if (journal().session(session).isEmpty()) {
                    parts.running().ended(session);
                } else {
                    here(session);
                }
            } catch (JournalException | RefusedException e) {
                LOG.log(System.Logger.Level.WARNING, "Session " + session + " could not be gone on with", e);
            }
            interrupted.remove(session);
        }
    }

    @Override
    public SessionStore store() {
        return store;
    }

    private Journal journal() {
        return store.journal();
    }

    @Override
    public String newId() {
        return SessionId.next();
    }

    @Override
    public void begin(String id, Beginning beginning, String keyHash) {
        HostedSession begun = refusing(() -> {
            settings.choose(id, beginning.settings());
            SessionPlan plan =
                    SessionPlan.of(surroundings, surroundings.settings().load(settings.of(id)), true);
            return started(HostedSession.begin(id, plan, parts, this::left));
        });
        beginning.title().ifPresent(begun::rename);
        beginning.text().ifPresent(text -> say(begun.id(), text, keyHash));
    }

    private HostedSession started(HostedSession open) {
        hosted.put(open.id(), open);
        open.start();
        return open;
    }

    /** One that was given back is forgotten, but not what was said to it in the last moment. */
    private void left(HostedSession session) {
        hosted.remove(session.id(), session);
        if (session.owesAnswer() && !closing) {
            here(session.id()).ifPresent(HostedSession::answerQueued);
        }
    }

    @Override
    public void say(String session, String text, String keyHash) {
        Optional<HostedSession> open = here(session);
        while (open.isPresent() && !open.get().say(text, keyHash)) {
            open = here(session);
        }
        if (open.isEmpty()) {
            post(session, new SessionMessage.Say(text, keyHash));
        }
    }

    /** Leaves a message for another process; if that has let go of the session before it could hear it, it is heard here. */
    private void post(String session, SessionMessage message) {
        journal().post(session, message.json());
        if (!isHeld(session) && !closing) {
            here(session);
        }
    }

    @Override
    public void interrupt(String session) {
        Optional<HostedSession> open = knownOrInterrupted(session);
        if (open.isPresent()) {
            open.get().interrupt();
        } else if (isHeld(session)) {
            journal().post(session, new SessionMessage.Stop().json());
        }
    }

    @Override
    public void retry(String session) {
        HostedSession.Begun begun;
        do {
            HostedSession open = here(session)
                    .orElseThrow(() -> new RefusedException(
                            409,
                            "session_in_use",
                            "Another process runs this session: say something in it, or stop it first."));
            begun = retry(open, session);
        } while (begun == HostedSession.Begun.OVER);
        if (begun == HostedSession.Begun.BUSY) {
            throw new RefusedException(
                    409, "session_works", "The session works already: wait for it, or stop it first.");
        }
    }

    private HostedSession.Begun retry(HostedSession open, String session) {
        if (open.isTakenUp()) {
            return HostedSession.Begun.BEGUN;
        }
        if (open.isInterrupted()) {
            return open.resume();
        }
        boolean failed = journal()
                .session(session)
                .filter(row -> row.head().state() == SessionHead.State.FAILED)
                .isPresent();
        if (!failed) {
            throw new RefusedException(
                    409, "nothing_to_retry", "The last answer is whole: say something to go on with the session.");
        }
        return LastAnswer.hasBegun(store, session) ? open.goOn(GO_ON) : open.askAnew();
    }

    @Override
    public void answer(String session, String call, PermissionAnswer answer) {
        Optional<HostedSession> open = knownOrInterrupted(session);
        boolean given = open.isPresent() ? open.get().answer(call, answer) : answerElsewhere(session, call, answer);
        if (!given) {
            throw new RefusedException(
                    409,
                    "question_not_open",
                    "The question `" + call + "` is not open: it was answered, or the run is over.");
        }
    }

    private boolean answerElsewhere(String session, String call, PermissionAnswer answer) {
        boolean open = isHeld(session)
                && LastAnswer.openQuestion(store, session).filter(call::equals).isPresent();
        if (open) {
            journal().post(session, new SessionMessage.Answer(call, answer).json());
        }
        return open;
    }

    @Override
    public void rename(String session, String title) {
        boolean renamed = locks.with(session, () -> renamedHere(session, title));
        if (!renamed) {
            post(session, new SessionMessage.Title(title));
        }
    }

    /** Under the session's lock, so that nobody takes the lease that this needs for another process's. */
    private boolean renamedHere(String session, String title) {
        Optional<HostedSession> open = known(session);
        while (open.isPresent()) {
            if (open.get().rename(title)) {
                return true;
            }
            open = known(session);
        }
        try (SavedSession saved = store.open(session)) {
            saved.rename(title);
            return true;
        } catch (JournalException.SessionInUse elsewhere) {
            return false;
        }
    }

    @Override
    public void delete(String session) {
        locks.with(session, () -> {
            known(session).ifPresent(HostedSession::close);
            Traces.delete(surroundings, journal(), session);
            return true;
        });
        parts.running().ended(session);
        settings.forget(session);
    }

    @Override
    public void export(SessionRow session, Format format, Appendable out) throws IOException {
        UsageOfSession usage = UsageOfSession.of(session);
        Facts facts = new Facts(usage::line, surroundings.clock().getZone(), true);
        new Export(store, session, facts, usage)
                .write(
                        switch (format) {
                            case MD -> dev.perennial.app.export.Format.MD;
                            case HTML -> dev.perennial.app.export.Format.HTML;
                            case JSONL -> dev.perennial.app.export.Format.JSONL;
                        },
                        out);
    }

    @Override
    public ObjectNode settings(String session) {
        SessionRow row = journal().session(session).orElseThrow(() -> new JournalException.SessionUnknown(session));
        return refusing(() -> settings.describe(session, row.head().model(), ToolVersions.of(journal(), session)));
    }

    @Override
    public ObjectNode changeSettings(String session, ObjectNode changes) {
        refusing(() -> {
            refuseOtherTools(changes);
            settings.choose(session, changes);
            return session;
        });
        known(session).ifPresent(HostedSession::leaveWhenIdle);
        return settings(session);
    }

    private static void refuseOtherTools(ObjectNode changes) {
        ToolVersions.SETTINGS.stream()
                .map(Setting::key)
                .filter(changes::has)
                .findFirst()
                .ifPresent(key -> {
                    throw new UsageException(
                            "`%s` cannot be changed here: a session keeps the tools that it began with. Choose it for those that begin from now on."
                                    .formatted(key));
                });
    }

    /** The session, run here; empty if another process runs it. */
    private Optional<HostedSession> here(String session) {
        Optional<HostedSession> open = known(session);
        return open.isPresent()
                ? open
                : locks.with(session, () -> known(session).or(() -> opened(session)));
    }

    private Optional<HostedSession> opened(String session) {
        if (closing) {
            throw new RefusedException(503, "stopping", "Perennial stops: start it again, then say it once more.");
        }
        SavedSession saved;
        try {
            saved = store.open(session);
        } catch (JournalException.SessionInUse elsewhere) {
            return Optional.empty();
        }
        try (saved) {
            return Optional.of(refusing(() -> {
                SessionPlan plan = new SavedPlans(surroundings, settings.of(session)).of(saved);
                HostedSession open = HostedSession.goOn(saved, plan, parts, this::left);
                if (interrupted.remove(session)) {
                    open.takeUp();
                }
                return started(open);
            }));
        }
    }

    private Optional<HostedSession> knownOrInterrupted(String session) {
        return interrupted.contains(session) ? here(session) : known(session);
    }

    /** One that is being given back is waited for: nobody else can have it before. */
    private Optional<HostedSession> known(String session) {
        Optional<HostedSession> open = Optional.ofNullable(hosted.get(session));
        if (open.isPresent() && open.get().isLeft()) {
            open.get().awaitGivenBack();
            hosted.remove(session, open.get());
            return Optional.empty();
        }
        return open;
    }

    private boolean isHeld(String session) {
        return journal().session(session).flatMap(SessionRow::lease).isPresent();
    }

    /** What the command line says of wrong settings, in the words of the API. */
    private static <T> T refusing(Supplier<T> work) {
        try {
            return work.get();
        } catch (UsageException | SettingsException | ClientConfigurationException wrong) {
            throw new RefusedException(422, "settings", String.valueOf(wrong.getMessage()));
        }
    }

    /** Parks all that is under way, for the next process to go on with. */
    @Override
    public void close() {
        closing = true;
        List<Thread> parking = hosted.values().stream()
                .map(open -> Thread.ofVirtual().name("park-" + open.id()).start(open::park))
                .toList();
        try {
            for (Thread thread : parking) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
