package dev.perennial.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.agent.ImagesKept;
import dev.perennial.agent.Outcome;
import dev.perennial.agent.SessionEvent;
import dev.perennial.agent.journal.SessionHead;
import dev.perennial.agent.permission.PermissionAnswer;
import dev.perennial.simulator.Reply;
import dev.perennial.web.RefusedException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions that the page's process runs, as others see them in the journal. */
@Timeout(60)
final class HostedSessionsTest {

    @RegisterExtension
    private final ScriptedSimulator model = new ScriptedSimulator("Done.");

    @TempDir
    private Path folder;

    private PageHost open() {
        return PageHost.open(folder, model.baseUrl());
    }

    @Test
    void session_begunAndTalkedTo_isKept() throws InterruptedException {
        try (PageHost host = open()) {
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
        try (PageHost host = open()) {
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
        try (PageHost host = open()) {
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
        try (PageHost host = open()) {
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
        try (PageHost host = open()) {
            askForACommand();
            session = host.begin("List them");
            host.await(session, 0, SessionEvent.PermissionAsked.class);
        }
        try (PageHost next = open()) {
            assertThat(next.row(session).isOrphaned()).isTrue();
            next.sessions.goOnWithInterrupted();
            long reopened = next.await(session, 0, SessionEvent.Reopened.class);
            next.await(session, reopened, SessionEvent.PermissionAsked.class);
            next.sessions.answer(session, next.asked(session), PermissionAnswer.NO);
            next.await(session, reopened, SessionEvent.RunEnded.class);

            assertThat(next.events(session, SessionEvent.UserInput.class)).hasSize(1);
        }
    }

    /** A run that waits for an answer, and whose process has ended. */
    private String interrupted() throws InterruptedException {
        try (PageHost host = open()) {
            askForACommand();
            String session = host.begin("List them");
            host.await(session, 0, SessionEvent.PermissionAsked.class);
            return session;
        }
    }

    /** The process after it, which others may reach before it has gone on with that. */
    private PageHost next(boolean wentOn) {
        PageHost next = open();
        if (wentOn) {
            next.sessions.goOnWithInterrupted();
        }
        return next;
    }

    private static Outcome ended(PageHost host, String session) throws InterruptedException {
        host.await(session, 0, SessionEvent.RunEnded.class);
        host.sessions.goOnWithInterrupted();
        assertThat(host.events(session, SessionEvent.Reopened.class)).hasSize(1);
        assertThat(host.events(session, SessionEvent.UserInput.class)).hasSize(1);
        return host.events(session, SessionEvent.RunEnded.class)
                .getFirst()
                .result()
                .outcome();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void interruptedRun_answeredInTheMomentOfTheStart_goesOnWithTheAnswer(boolean wentOn) throws InterruptedException {
        String session = interrupted();
        try (PageHost next = next(wentOn)) {
            next.sessions.answer(session, next.asked(session), PermissionAnswer.NO);

            assertThat(ended(next, session)).isEqualTo(Outcome.COMPLETE);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void interruptedRun_triedAgainInTheMomentOfTheStart_goesOn(boolean wentOn) throws InterruptedException {
        String session = interrupted();
        try (PageHost next = next(wentOn)) {
            next.sessions.retry(session);
            next.sessions.answer(session, next.asked(session), PermissionAnswer.NO);

            assertThat(ended(next, session)).isEqualTo(Outcome.COMPLETE);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void interruptedRun_stoppedInTheMomentOfTheStart_stops(boolean wentOn) throws InterruptedException {
        String session = interrupted();
        try (PageHost next = next(wentOn)) {
            next.sessions.interrupt(session);

            assertThat(ended(next, session)).isEqualTo(Outcome.CANCELLED);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void interruptedRun_talkedToInTheMomentOfTheStart_hearsIt(boolean wentOn) throws InterruptedException {
        String session = interrupted();
        try (PageHost next = next(wentOn)) {
            next.sessions.say(session, "The long ones only");
            next.sessions.answer(session, next.asked(session), PermissionAnswer.NO);

            assertThat(ended(next, session)).isEqualTo(Outcome.COMPLETE);
            assertThat(next.events(session, SessionEvent.InputHandedOver.class))
                    .flatExtracting(SessionEvent.InputHandedOver::texts)
                    .containsExactly("The long ones only");
        }
    }

    @Test
    void session_ofAnotherProcess_isReachedThroughItsMailbox() throws InterruptedException {
        try (PageHost one = open();
                PageHost other = open()) {
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
        try (PageHost host = open()) {
            String session = host.begin("Hello");
            host.await(session, 0, SessionEvent.RunEnded.class);

            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> host.sessions.retry(session))
                    .matches(refused -> refused.code().equals("nothing_to_retry"));
        }
    }

    @Test
    void delete_whileItWorks_stopsItFirst() throws InterruptedException {
        try (PageHost host = open()) {
            askForACommand();
            String session = host.begin("List them");
            host.await(session, 0, SessionEvent.PermissionAsked.class);
            host.sessions.delete(session);

            assertThat(host.store().journal().session(session)).isEmpty();
        }
    }

    @Test
    void settings_ofASession_countFromItsNextTurn() throws InterruptedException {
        try (PageHost host = open()) {
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
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> host.sessions.changeSettings(
                            session, JsonNodeFactory.instance.objectNode().put("bash-version", "bash_20250124")))
                    .withMessageContaining("bash-version")
                    .withMessageContaining("keeps the tools that it began with");
        }
    }

    @Test
    void toolsOfASession_areShownAsTheyAre_andAsFixed() throws InterruptedException {
        try (PageHost host = open()) {
            String session = host.begin("Hello");
            host.await(session, 0, SessionEvent.RunEnded.class);
            JsonNode shown = host.sessions.settings(session).path("settings");
            String began = host
                    .events(session, SessionEvent.SettingsChosen.class)
                    .getFirst()
                    .request()
                    .path("tools")
                    .findValuesAsText("type")
                    .stream()
                    .filter(type -> type.startsWith("text_editor_"))
                    .findFirst()
                    .orElseThrow();
            assertThat(shown.path("editor-version").path("value").asText()).isEqualTo(began);
            assertThat(shown.path("editor-version").path("origin").asText()).isEqualTo("session");
            assertThat(shown.path("bash-version").path("fixed").asText()).contains("keeps the tools");
            assertThat(shown.path("images-kept").has("fixed")).isFalse();
            assertThat(host.settings.describe().findValue("fixed")).isNull();
        }
    }

    @Test
    void imagesKept_ofASession_areWrittenDownWhenItIsAskedNext() throws InterruptedException {
        try (PageHost host = open()) {
            String session = host.begin("Hello");
            long end = host.await(session, 0, SessionEvent.RunEnded.class);
            host.sessions.changeSettings(
                    session, JsonNodeFactory.instance.objectNode().put("images-kept", "3"));
            host.sessions.say(session, "Go on");
            host.await(session, end, SessionEvent.RunEnded.class);

            assertThat(host.events(session, SessionEvent.SettingsChosen.class))
                    .extracting(SessionEvent.SettingsChosen::images)
                    .containsExactly(ImagesKept.ALL, new ImagesKept(3));
            assertThat(host.sessions
                            .settings(session)
                            .path("settings")
                            .path("images-kept")
                            .path("value")
                            .asText())
                    .isEqualTo("3");
        }
    }

    private void askForACommand() {
        model.add(Reply.of(
                Reply.toolUseBlock("bash", JsonNodeFactory.instance.objectNode().put("command", "ls -l"))));
    }
}
