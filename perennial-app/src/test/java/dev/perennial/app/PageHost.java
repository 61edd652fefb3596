package dev.perennial.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.agent.SessionEvent;
import dev.perennial.agent.SessionStore;
import dev.perennial.agent.journal.Journal;
import dev.perennial.agent.journal.SessionRow;
import dev.perennial.app.config.Setting;
import dev.perennial.app.config.Settings;
import dev.perennial.web.SessionHost.Beginning;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What serves a page, without the page. */
final class PageHost implements AutoCloseable {

    private final SessionKeeper keeper;
    private final HostParts parts;
    final Surroundings surroundings;
    final PageSettings settings;
    final HostedSessions sessions;

    private PageHost(Path folder, URI model, UnaryOperator<Journal> journal) {
        surroundings =
                WithoutTerminal.in(folder, Map.of("ANTHROPIC_API_KEY", "test", "ANTHROPIC_BASE_URL", model.toString()));
        Settings start = surroundings.settings().load(Map.of());
        keeper = SessionKeeper.of(surroundings, start);
        RunningMarks marks = new RunningMarks(surroundings.home().resolve("marks"));
        parts = new HostParts(keeper, marks, GovernorSetting.of(start, event -> {}), surroundings);
        settings = new PageSettings(surroundings, Map.of(Setting.ASK, "bash: ls*"));
        SessionStore store = new SessionStore(journal.apply(journal()), surroundings.clock());
        sessions = new HostedSessions(surroundings, settings, parts, store);
    }

    /** One with its home in a folder. */
    static PageHost open(Path folder, URI model) {
        return new PageHost(folder, model, UnaryOperator.identity());
    }

    /** One whose sessions are kept in what is made of its journal. */
    static PageHost over(Path folder, URI model, UnaryOperator<Journal> journal) {
        return new PageHost(folder, model, journal);
    }

    HostParts parts() {
        return parts;
    }

    SessionStore store() {
        return keeper.store().orElseThrow();
    }

    private Journal journal() {
        return store().journal();
    }

    String begin(String text) {
        String id = sessions.newId();
        sessions.begin(id, new Beginning(Optional.empty(), Optional.of(text), JsonNodeFactory.instance.objectNode()));
        return id;
    }

    SessionRow row(String session) {
        return journal().session(session).orElseThrow();
    }

    /** Waits for an event of that kind behind a place; returns its place. */
    long await(String session, long after, Class<? extends SessionEvent> kind) throws InterruptedException {
        while (true) {
            List<Long> found = new ArrayList<>();
            long last = store().read(session, after, (entry, event) -> {
                if (kind.isInstance(event)) {
                    found.add(entry.seq());
                }
            });
            if (!found.isEmpty()) {
                return found.getFirst();
            }
            journal().awaitBeyond(session, last, Duration.ofSeconds(1));
        }
    }

    <T extends SessionEvent> List<T> events(String session, Class<T> kind) {
        List<T> found = new ArrayList<>();
        store().read(session, 0, (entry, event) -> {
            if (kind.isInstance(event)) {
                found.add(kind.cast(event));
            }
        });
        return found;
    }

    /** The call that it asks about. */
    String asked(String session) {
        return events(session, SessionEvent.PermissionAsked.class).getLast().call();
    }

    @Override
    public void close() {
        sessions.close();
        parts.close();
        keeper.close();
    }
}
