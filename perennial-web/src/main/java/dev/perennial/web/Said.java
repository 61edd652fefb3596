package dev.perennial.web;

import dev.perennial.agent.SessionEvent;
import dev.perennial.agent.SessionStore;
import dev.perennial.agent.journal.JournalException;
import dev.perennial.agent.journal.SessionRow;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Something is said in a session.
 *
 * @param text what
 */
record Said(SessionHost host, String session, String text) implements Repeats.Work {

    @Override
    public long lastEvent(String there) {
        SessionRow row =
                host.store().journal().session(there).orElseThrow(() -> new JournalException.SessionUnknown(there));
        return row.lastSeq();
    }

    @Override
    public boolean isDone(Repeats.Place place, String keyHash) {
        return isSaid(host.store(), place, keyHash);
    }

    @Override
    public void run(String there, String keyHash) {
        host.say(there, text, keyHash);
    }

    /** Whether this is among what was said in a session after a place; what was handed over and not heard yet is said again in vain. */
    static boolean isSaid(SessionStore store, Repeats.Place place, String keyHash) {
        AtomicBoolean found = new AtomicBoolean();
        store.read(place.session(), place.after(), (entry, event) -> {
            String said = switch (event) {
                case SessionEvent.UserInput input -> input.keyHash();
                case SessionEvent.InputQueued queued -> queued.keyHash();
                default -> "";
            };
            found.compareAndSet(false, said.equals(keyHash));
        });
        return found.get();
    }
}
