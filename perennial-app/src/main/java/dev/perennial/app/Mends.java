package dev.perennial.app;

import dev.perennial.agent.SessionEvent;
import dev.perennial.agent.SessionListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Remembers what was mended in a turn, for the line at its end; tells the rest on. */
final class Mends implements SessionListener {

    private static final Set<String> CODES = Set.of("resumed", "sent_again", "fell_back", "back");

    private final SessionListener next;
    private final List<String> mended = new ArrayList<>();

    Mends(SessionListener next) {
        this.next = next;
    }

    @Override
    public void on(long seq, SessionEvent event) {
        if (event instanceof SessionEvent.Notice notice && CODES.contains(notice.code())) {
            mended.add(notice.text());
        } else {
            next.on(seq, event);
        }
    }

    /** What was mended since the last time, as it stands behind a line; empty if nothing was. */
    String take() {
        String line = mended.isEmpty() ? "" : " · " + String.join(" · ", mended);
        mended.clear();
        return line;
    }
}
