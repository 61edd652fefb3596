package dev.perennial.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.agent.journal.Durability;
import dev.perennial.agent.journal.JournalBatch;
import dev.perennial.agent.journal.JournalException;
import dev.perennial.agent.journal.JournalMessage;
import dev.perennial.agent.journal.JournalWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is kept by a thread of its own, and who waits for it. */
@Timeout(60)
final class JournalledEventsTest {

    private static final SessionListener NOBODY = (seq, event) -> {};

    private final SlowWriter writer = new SlowWriter();

    @Test
    void whoWaitsIsNotHeldUpByWhatComesLater() throws InterruptedException {
        JournalledEvents events = start(NOBODY);
        take(events, notice());
        writer.begun.acquire();
        CountDownLatch settled = new CountDownLatch(1);
        Thread waits = Thread.ofVirtual().start(() -> {
            events.settle();
            settled.countDown();
        });
        while (waits.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        take(events, notice());
        writer.go.release();
        writer.begun.acquire(); // the second is being written, and not kept yet

        assertThat(settled.await(20, TimeUnit.SECONDS)).isTrue();
        writer.go.release();
        events.close();
    }

    @Test
    void whatTheUserSaidOutlivesTheMachine() {
        JournalledEvents events = start(NOBODY);
        writer.go.release(2);
        take(events, new SessionEvent.InputQueued("and that"));
        events.settle();
        take(events, notice());
        events.close();

        assertThat(writer.durabilities).containsExactly(Durability.MACHINE, Durability.PROCESS);
    }

    @Test
    void aThreadThatDiesIsAFailure() {
        JournalledEvents events = start((seq, event) -> {
            throw new LinkageError("a class is missing");
        });
        writer.go.release();
        take(events, notice());
        events.settle();

        assertThat(events.failure()).containsInstanceOf(JournalException.Unavailable.class);
        events.close();
    }

    private JournalledEvents start(SessionListener listener) {
        return JournalledEvents.start(writer, new Pieces(), listener, InstantSource.system(), () -> {});
    }

    private static SessionEvent notice() {
        return new SessionEvent.Notice("noticed", "Something was noticed.");
    }

    private static void take(JournalledEvents events, SessionEvent event) {
        events.take(List.of(event), Set.of(), new SessionFold().head());
    }

    /** Appends as often as it may. */
    private static final class SlowWriter implements JournalWriter {

        private final Semaphore begun = new Semaphore(0);
        private final Semaphore go = new Semaphore(0);
        private final ConcurrentLinkedQueue<Durability> durabilities = new ConcurrentLinkedQueue<>();

        @Override
        public String session() {
            return "s-1";
        }

        @Override
        public long lastSeq() {
            return 0;
        }

        @Override
        public void append(JournalBatch batch, Durability durability) {
            begun.release();
            go.acquireUninterruptibly();
            durabilities.add(durability);
        }

        @Override
        public List<JournalMessage> receive(Duration atMost) {
            return List.of();
        }

        @Override
        public void close() {}
    }
}
