package dev.perennial.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a session is marked as one with something to do, and who answers what comes late. */
final class HostedTurnsTest {

    @TempDir
    private Path folder;

    private RunningMarks marks;
    private HostedTurns turns;

    @BeforeEach
    void open() {
        marks = new RunningMarks(folder.resolve("running"));
        turns = new HostedTurns("s-1", marks);
    }

    @Test
    void saidToTheBusy_staysMarkedBeyondTheEndOfTheRun() throws InterruptedException {
        turns.add(session -> {});
        turns.next(() -> false);
        turns.addAnswer();

        turns.ended(true);
        assertThat(marks.all()).containsExactly("s-1");

        turns.next(() -> false);
        turns.ended(true);
        assertThat(marks.all()).isEmpty();
    }

    @Test
    void stopped_dropsAnswersAndIsUnmarkedWithItsRun() throws InterruptedException {
        turns.add(session -> {});
        turns.next(() -> false);
        turns.addAnswer();
        turns.dropAnswers();
        assertThat(marks.all()).containsExactly("s-1");

        turns.ended(true);
        assertThat(marks.all()).isEmpty();
    }

    @Test
    void parked_staysMarked() throws InterruptedException {
        turns.add(session -> {});
        turns.next(() -> false);
        turns.park();
        turns.ended(true);

        assertThat(marks.all()).containsExactly("s-1");
        assertThat(turns.owesAnswer()).isFalse();
    }

    @Test
    void saidWhenItIsOver_isOwed() throws InterruptedException {
        turns.leave();
        assertThat(turns.next(() -> false)).isEmpty();
        assertThat(turns.addIfIdle(session -> {})).isEmpty();
        assertThat(turns.owesAnswer()).isFalse();

        turns.addAnswer();

        assertThat(turns.owesAnswer()).isTrue();
        assertThat(marks.all()).containsExactly("s-1");
    }

    @Test
    void saidWhenItIsAboutToLeave_isForWhoeverHasTheSessionNext() throws InterruptedException {
        turns.leave();
        HostedTurns.Turn turn = turns.addIfIdle(session -> {}).orElseThrow();

        assertThat(turns.next(() -> false)).isEmpty();
        turns.finish();

        assertThat(turn.begun().join()).isFalse();
        assertThat(turns.isOver()).isTrue();
    }

    @Test
    void saidToTheBusyThatIsAboutToLeave_isOwed() throws InterruptedException {
        turns.add(session -> {});
        turns.next(() -> false);
        turns.addAnswer();
        turns.leave();
        turns.ended(true);

        assertThat(turns.next(() -> false)).isEmpty();

        assertThat(turns.owesAnswer()).isTrue();
        assertThat(marks.all()).containsExactly("s-1");
    }

    @Test
    void closed_owesNothing() {
        turns.finishForGood();
        turns.addAnswer();

        assertThat(turns.owesAnswer()).isFalse();
    }
}
