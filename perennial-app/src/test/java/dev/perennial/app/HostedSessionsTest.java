package dev.perennial.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.agent.SessionEvent;
import dev.perennial.agent.SessionStore;
import dev.perennial.agent.journal.SessionHead;
import dev.perennial.agent.journal.SessionRow;
import dev.perennial.agent.permission.PermissionAnswer;
import dev.perennial.app.config.Setting;
import dev.perennial.app.config.Settings;
import dev.perennial.app.terminal.Terminal;
import dev.perennial.simulator.Reply;
import dev.perennial.web.RefusedException;
import dev.perennial.web.SessionHost.Beginning;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Sessions that the page's process runs, as others see them in the journal. */
@Timeout(60)
final class HostedSessionsTest {

    @RegisterExtension
    private final ScriptedSimulator model = new ScriptedSimulator("Done.");

    @TempDir
    private Path folder;

    /** What serves a page, without the page. */
    private final class Host implements AutoCloseable {

        private final SessionKeeper keeper;
        private final HostParts parts;
        private final HostedSessions sessions;

        Host() {
            PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), false, UTF_8);
            Map<String, String> environment = Map.of(
                    "PERENNIAL_HOME", folder.resolve(".home").toString(),
                    "PATH", System.getenv("PATH"),
                    "ANTHROPIC_API_KEY", "test",
                    "ANTHROPIC_BASE_URL", model.baseUrl().toString());
            Surroundings surroundings = new Surroundings(
                    environment,
                    folder,
                    InputStream.nullInputStream(),
                    false,
                    Terminal.of(nowhere, nowhere, "", environment),
                    Clock.systemUTC());
            Settings settings = surroundings.settings().load(Map.of());
            keeper = SessionKeeper.of(surroundings, settings);
            RunningMarks marks = new RunningMarks(surroundings.home().resolve("marks"));
            parts = new HostParts(keeper, marks, GovernorSetting.of(settings, event -> {}), surroundings);
            PageSettings page = new PageSettings(surroundings, Map.of(Setting.ASK, "bash: ls*"));
            sessions =
                    new HostedSessions(surroundings, page, parts, keeper.store().orElseThrow());
        }

        SessionStore store() {
            return keeper.store().orElseThrow();
        }

        String begin(String text) {
            String id = sessions.newId();
            sessions.begin(
                    id, new Beginning(Optional.empty(), Optional.of(text), JsonNodeFactory.instance.objectNode()));
            return id;
        }

        SessionRow row(String session) {
            return store().journal().session(session).orElseThrow();
        }

        /** Waits for an event of that kind behind a place; returns its place. */
        long await(String session, long after, Class<? extends SessionEvent> kind) throws InterruptedException {
            while (true) {
                List<Long> found = new ArrayList<>();
                store().read(session, after, (entry, event) -> {
                    if (kind.isInstance(event)) {
                        found.add(entry.seq());
                    }
                });
                if (!found.isEmpty()) {
                    return found.getFirst();
                }
                store().journal().awaitBeyond(session, row(session).lastSeq(), Duration.ofSeconds(1));
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

    @Test
    void session_begunAndTalkedTo_isKept() throws InterruptedException {
        try (Host host = new Host()) {
            String session = host.begin("Hello");
            long end = host.await(session, 0, SessionEvent.RunEnded.class);
            host.sessions.say(session, "And more");
            host.await(session, end, SessionEvent.RunEnded.class);

            assertThat(host.events(session, SessionEvent.UserInput.class))
                    .extracting(SessionEvent.UserInput::text)
                    .containsExactly("Hello", "And more");
            assertThat(host.row(session).head().state()).isEqualTo(SessionHead.State.IDLE);
            assertThat(host.row(session).head().title()).isEqualTo("Hello");
        }
    }

    @Test
    void say_whileItWorks_isHeardInOrder() throws InterruptedException {
        try (Host host = new Host()) {
            askForACommand();
            String session = host.begin("List them");
            host.await(session, 0, SessionEvent.PermissionAsked.class);
            host.sessions.say(session, "One");
            host.sessions.say(session, "Two");
            host.sessions.answer(session, host.asked(session), PermissionAnswer.NO);
            host.await(session, 0, SessionEvent.RunEnded.class);

            assertThat(host.events(session, SessionEvent.InputHandedOver.class))
                    .flatExtracting(SessionEvent.InputHandedOver::texts)
                    .containsExactly("One", "Two");
        }
    }

    @Test
    void question_answeredTwice_isOpenOnce() throws InterruptedException {
        try (Host host = new Host()) {
            askForACommand();
            String session = host.begin("List them");
            host.await(session, 0, SessionEvent.PermissionAsked.class);
            assertThat(host.row(session).head().state()).isEqualTo(SessionHead.State.ASKING);

            host.sessions.answer(session, host.asked(session), PermissionAnswer.NO);
            host.await(session, 0, SessionEvent.RunEnded.class);

            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> host.sessions.answer(session, host.asked(session), PermissionAnswer.ONCE))
                    .matches(refused -> refused.code().equals("question_not_open"));
        }
    }

    @Test
    void interrupt_whileItAsks_endsTheRun() throws InterruptedException {
        try (Host host = new Host()) {
            askForACommand();
            String session = host.begin("List them");
            host.await(session, 0, SessionEvent.PermissionAsked.class);
            host.sessions.interrupt(session);
            host.await(session, 0, SessionEvent.RunEnded.class);

            assertThat(host.row(session).head().state()).isEqualTo(SessionHead.State.IDLE);
        }
    }

    @Test
    void host_closedWhileSessionsWork_leavesThemToTheNext() throws InterruptedException {
        String session;
        try (Host host = new Host()) {
            askForACommand();
            session = host.begin("List them");
            host.await(session, 0, SessionEvent.PermissionAsked.class);
        }
        try (Host next = new Host()) {
            assertThat(next.row(session).isOrphaned()).isTrue();
            next.sessions.goOnWithInterrupted();
            long reopened = next.await(session, 0, SessionEvent.Reopened.class);
            next.await(session, reopened, SessionEvent.PermissionAsked.class);
            next.sessions.answer(session, next.asked(session), PermissionAnswer.NO);
            next.await(session, reopened, SessionEvent.RunEnded.class);

            assertThat(next.events(session, SessionEvent.UserInput.class)).hasSize(1);
        }
    }

    @Test
    void session_ofAnotherProcess_isReachedThroughItsMailbox() throws InterruptedException {
        try (Host one = new Host();
                Host other = new Host()) {
            String session = one.begin("Hello");
            long end = one.await(session, 0, SessionEvent.RunEnded.class);
            other.sessions.say(session, "From elsewhere");
            one.await(session, end, SessionEvent.RunEnded.class);
            other.sessions.rename(session, "Another name");
            one.await(session, end, SessionEvent.Titled.class);

            assertThat(one.events(session, SessionEvent.Reopened.class)).isEmpty();
            assertThat(one.row(session).head().title()).isEqualTo("Another name");
            assertThat(one.events(session, SessionEvent.UserInput.class)).hasSize(2);
        }
    }

    @Test
    void retry_ofAWholeAnswer_isRefused() throws InterruptedException {
        try (Host host = new Host()) {
            String session = host.begin("Hello");
            host.await(session, 0, SessionEvent.RunEnded.class);

            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> host.sessions.retry(session))
                    .matches(refused -> refused.code().equals("nothing_to_retry"));
        }
    }

    @Test
    void delete_whileItWorks_stopsItFirst() throws InterruptedException {
        try (Host host = new Host()) {
            askForACommand();
            String session = host.begin("List them");
            host.await(session, 0, SessionEvent.PermissionAsked.class);
            host.sessions.delete(session);

            assertThat(host.store().journal().session(session)).isEmpty();
        }
    }

    @Test
    void settings_ofASession_countFromItsNextTurn() throws InterruptedException {
        try (Host host = new Host()) {
            String session = host.begin("Hello");
            long end = host.await(session, 0, SessionEvent.RunEnded.class);
            host.sessions.changeSettings(
                    session, JsonNodeFactory.instance.objectNode().put("max-tokens", 1234));
            host.sessions.say(session, "Go on");
            host.await(session, end, SessionEvent.RunEnded.class);

            assertThat(model.lastBody().path("max_tokens").asInt()).isEqualTo(1234);
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> host.sessions.changeSettings(
                            session,
                            JsonNodeFactory.instance.objectNode().put("base-url", "https://elsewhere.example")))
                    .matches(refused -> refused.code().equals("unknown_setting"));
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> host.sessions.changeSettings(
                            session, JsonNodeFactory.instance.objectNode().put("effort", "odd")))
                    .withMessageContaining("effort");
        }
    }

    private void askForACommand() {
        model.add(Reply.of(
                Reply.toolUseBlock("bash", JsonNodeFactory.instance.objectNode().put("command", "ls -l"))));
    }
}
