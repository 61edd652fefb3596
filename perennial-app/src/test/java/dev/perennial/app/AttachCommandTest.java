package dev.perennial.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.agent.SessionEvent;
import dev.perennial.agent.journal.JournalMessage;
import dev.perennial.agent.journal.SessionHead.State;
import dev.perennial.agent.permission.PermissionAnswer;
import dev.perennial.agent.permission.PermissionQuestion;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code attach} to a session that somebody else runs: here the test. */
@Timeout(60)
final class AttachCommandTest {

    private static final Duration A_WHILE = Duration.ofSeconds(30);
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @TempDir
    private Path folder;

    private final PipedOutputStream keys = new PipedOutputStream();
    private PipedInputStream typed = new PipedInputStream();

    @BeforeEach
    void connect() throws IOException {
        typed = new PipedInputStream(keys);
    }

    @AfterEach
    void close() throws IOException {
        keys.close();
        typed.close();
    }

    @Test
    void attach_linesAreTyped_areSentToWhoeverRunsTheSession() throws Exception {
        try (KeptStory story = KeptStory.begin(folder, "s-one").state(State.RUNNING)) {
            story.tell(new SessionEvent.UserInput("go"));
            FutureTask<Invocation> attached = attach();

            type("look at b, too\n");
            assertThat(received(story)).isEqualTo("{\"type\":\"say\",\"text\":\"look at b, too\"}");
            type("/stop\n");
            assertThat(received(story)).isEqualTo("{\"type\":\"stop\"}");

            type("/exit\n");
            assertThat(attached.get().err()).contains("detached", "./perennial attach s-one");
            assertThat(attached.get().exitCode()).isZero();
        }
    }

    @Test
    void attach_questionIsOpen_isShownAndAnswered() throws Exception {
        try (KeptStory story = KeptStory.begin(folder, "s-one").state(State.ASKING)) {
            PermissionQuestion question =
                    new PermissionQuestion("bash", "reads /etc", "cat /etc/hosts", List.of("bash: cat"));
            story.tell(new SessionEvent.UserInput("go"), new SessionEvent.PermissionAsked("t1", question));
            FutureTask<Invocation> attached = attach();

            type("perhaps\np\n");
            assertThat(received(story)).isEqualTo("{\"type\":\"answer\",\"id\":\"t1\",\"answer\":\"project\"}");

            story.tell(new SessionEvent.PermissionGiven("t1", PermissionAnswer.PROJECT));
            story.tell(KeptStory.ended("done"));
            story.state(State.IDLE).close();
            assertThat(attached.get().out())
                    .contains("cat /etc/hosts", "[p] always in this folder", "always in this folder\n", "complete ·");
            assertThat(attached.get().exitCode()).isZero();
        }
    }

    @Test
    void attach_earlierRuns_areLeftOut() throws Exception {
        try (KeptStory story = KeptStory.begin(folder, "s-one").state(State.RUNNING)) {
            story.tell(new SessionEvent.UserInput("first"), KeptStory.ended("x"));
            story.tell(new SessionEvent.UserInput("second"), new SessionEvent.UserInput("and third"));
            FutureTask<Invocation> attached = attach();
            type("/exit\n");

            assertThat(attached.get().out()).contains("› second", "› and third").doesNotContain("first");
        }
    }

    @Test
    void attach_processDies_saysHowToGoOn() throws Exception {
        KeptStory story = KeptStory.begin(folder, "s-one").state(State.RUNNING);
        story.tell(
                new SessionEvent.UserInput("go"),
                new SessionEvent.ResponseStarted("", JSON.objectNode()),
                new SessionEvent.TextDelta("half"));
        FutureTask<Invocation> attached = attach();
        type("hello\n");
        assertThat(received(story)).contains("hello");
        story.close();

        assertThat(attached.get().out()).contains("half");
        assertThat(attached.get().err()).contains("died", "./perennial resume s-one");
        assertThat(attached.get().exitCode()).isEqualTo(4);
    }

    @Test
    void attach_nobodyRunsIt_saysHowToGoOn() {
        KeptStory.begin(folder, "s-one").close();

        Invocation attach = Invocation.in(folder).run("attach", "s-one");

        assertThat(attach.exitCode()).isEqualTo(1);
        assertThat(attach.err()).contains("not running", "./perennial resume s-one");
    }

    private FutureTask<Invocation> attach() {
        FutureTask<Invocation> attached =
                new FutureTask<>(() -> Invocation.in(folder).input(typed).run("attach", "s-one"));
        Thread.ofPlatform().daemon().start(attached);
        return attached;
    }

    private void type(String keysPressed) throws IOException {
        OutputStream out = keys;
        out.write(keysPressed.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static String received(KeptStory story) throws InterruptedException {
        List<String> messages = story.writer().receive(A_WHILE).stream()
                .map(JournalMessage::text)
                .toList();
        return messages.isEmpty() ? "nothing" : messages.getFirst();
    }
}
