package dev.perennial.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.agent.SessionEvent;
import dev.perennial.agent.SessionStore;
import dev.perennial.agent.journal.Journal;
import dev.perennial.app.sessions.EventTail;
import dev.perennial.app.sessions.Unrepeated;
import dev.perennial.journal.SqliteJournal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a reader hears who follows a session that another journal, as of another process, writes. */
@Timeout(60)
final class ShowFollowTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @TempDir
    private Path folder;

    private final BlockingQueue<SessionEvent> heard = new LinkedBlockingQueue<>();
    private final AtomicBoolean enough = new AtomicBoolean();

    @Test
    void follow_blockIsWholeAfterItsFirstPieces_tellsEachWordOnce() throws Exception {
        try (KeptStory story = KeptStory.begin(folder, "s-one");
                Journal journal = SqliteJournal.open(folder.resolve(".home/journal.db"), InstantSource.system())) {
            FutureTask<EventTail.End> following = follow(journal);
            story.tell(
                    new SessionEvent.ResponseStarted("", JSON.objectNode()),
                    new SessionEvent.BlockStarted(JSON.objectNode()),
                    new SessionEvent.TextDelta("one "));
            assertThat(nextText()).isEqualTo("one ");

            long begun = story.lastSeq();
            story.replace(
                    List.of(begun - 1, begun),
                    new SessionEvent.BlockFinished(
                            JSON.objectNode().put("type", "text").put("text", "one two")));
            assertThat(nextText()).isEqualTo("two");

            story.tell(KeptStory.ended("one two"), new SessionEvent.UserInput("more"));
            enough.set(nextInput().equals("more"));
            story.tell(new SessionEvent.Notice("n", "the reader is gone"));
            assertThat(following.get()).isEqualTo(EventTail.End.ENOUGH);
        }
    }

    @Test
    void follow_sessionIsDeleted_ends() throws Exception {
        try (Journal journal = SqliteJournal.open(folder.resolve(".home/journal.db"), InstantSource.system())) {
            KeptStory.begin(folder, "s-one")
                    .tell(new SessionEvent.UserInput("go"))
                    .close();
            FutureTask<EventTail.End> following = follow(journal);
            assertThat(nextInput()).isEqualTo("go");

            Invocation.in(folder).run("sessions", "--delete", "s-one");

            assertThat(following.get()).isEqualTo(EventTail.End.DELETED);
        }
    }

    private FutureTask<EventTail.End> follow(Journal journal) {
        SessionStore store = new SessionStore(journal, InstantSource.system());
        Unrepeated unrepeated = new Unrepeated((seq, event) -> heard.add(event));
        EventTail tail =
                new EventTail(store, "s-one", 0, (entry, event) -> unrepeated.on(entry.seq(), event), enough::get);
        FutureTask<EventTail.End> following = new FutureTask<>(() -> tail.follow(Duration.ofMinutes(1), _ -> false));
        Thread.ofVirtual().name("follow").start(following);
        return following;
    }

    private String nextText() throws InterruptedException {
        while (true) {
            if (heard.take() instanceof SessionEvent.TextDelta delta) {
                return delta.text();
            }
        }
    }

    private String nextInput() throws InterruptedException {
        while (true) {
            if (heard.take() instanceof SessionEvent.UserInput input) {
                return input.text();
            }
        }
    }
}
