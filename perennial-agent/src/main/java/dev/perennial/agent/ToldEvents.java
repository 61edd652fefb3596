package dev.perennial.agent;

import dev.perennial.agent.journal.JournalException;
import dev.perennial.agent.journal.JournalMessage;
import dev.perennial.agent.journal.SessionHead;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Events that nobody keeps: told at once, by the thread that says them. Confined to one lock. */
final class ToldEvents implements EventSink {

    private final SessionListener listener;
    private long seq;

    ToldEvents(SessionListener listener) {
        this.listener = listener;
    }

    @Override
    public void awaitRoom() {}

    @Override
    public void take(List<? extends SessionEvent> events, Set<Long> taken, SessionHead head) {
        for (SessionEvent event : events) {
            seq++;
            listener.on(seq, event);
        }
    }

    @Override
    public void settle() {}

    @Override
    public boolean isClosed() {
        return false;
    }

    @Override
    public List<JournalMessage> receive(Duration atMost) throws InterruptedException {
        Thread.sleep(atMost);
        return List.of();
    }

    @Override
    public Optional<JournalException> failure() {
        return Optional.empty();
    }

    @Override
    public void close() {}
}
