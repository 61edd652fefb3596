package dev.perennial.web;

import dev.perennial.agent.journal.JournalException;
import dev.perennial.agent.journal.SessionRow;
import java.util.Optional;

/**
 * A session is begun.
 *
 * @param beginning with what
 */
record Begun(SessionHost host, SessionHost.Beginning beginning) implements Repeats.Work {

    @Override
    public String session() {
        return host.newId();
    }

    @Override
    public long lastEvent(String session) {
        return 0;
    }

    @Override
    public boolean isDone(Repeats.Place place, String keyHash) {
        Optional<SessionRow> begun = row(place.session());
        return begun.isPresent()
                && beginning
                        .text()
                        .map(text -> Said.isSaid(host.store(), place, keyHash))
                        .orElseGet(() -> isTitled(begun.get()));
    }

    private boolean isTitled(SessionRow begun) {
        return beginning.title().map(begun.head().title()::equals).orElse(true);
    }

    private Optional<SessionRow> row(String session) {
        return host.store().journal().session(session);
    }

    /** One that has lost its process before anything was said in it gets the rest of its beginning. */
    @Override
    public void run(String session, String keyHash) {
        if (row(session).isPresent() || !begins(session, keyHash)) {
            beginning.title().ifPresent(title -> host.rename(session, title));
            beginning.text().ifPresent(text -> host.say(session, text, keyHash));
        }
    }

    /** False if another server, which was asked for the same under the same key, has begun it at this moment. */
    private boolean begins(String session, String keyHash) {
        try {
            host.begin(session, beginning, keyHash);
            return true;
        } catch (JournalException.SessionExists elsewhere) {
            if (keyHash.isEmpty()) {
                throw elsewhere;
            }
            return false;
        }
    }
}
