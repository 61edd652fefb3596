package dev.perennial.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.agent.journal.Journal;
import dev.perennial.agent.journal.JournalEntry;
import dev.perennial.agent.journal.JournalException;
import dev.perennial.http.EventStream;
import dev.perennial.http.Exchange;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A session's events as server-sent events, straight from the journal: those that are there, {@code caught_up}, and those that
 * come. The id of each is its {@linkplain EventPlace place in the journal}, so that who comes back says with it what it has.
 *
 * <p>The pieces of a block are replaced in the journal by the block once that is whole. Who reads on behind some of the pieces gets
 * the block, which says all of it again: a {@code block} stands for the pieces before it, whichever of them were seen.
 */
final class SessionEvents {

    private static final int PAGE = 500;

    private final Journal journal;
    private final OpenStreams streams;
    private final Duration ping;

    /**
     * @param ping a stream on which nothing happens is shown to be alive that often
     */
    SessionEvents(Journal journal, OpenStreams streams, Duration ping) {
        this.journal = journal;
        this.streams = streams;
        this.ping = ping;
    }

    void serve(Exchange exchange) {
        String session = exchange.parameter("id");
        long lastSeq = journal.session(session)
                .orElseThrow(() -> new JournalException.SessionUnknown(session))
                .lastSeq();
        EventPlace after = after(exchange);
        boolean lost = isLost(session, after, lastSeq);
        EventStream out = EventStream.open(exchange, StreamHeaders.OF_EVENTS);
        streams.serve(exchange, wanted -> follow(session, lost ? 0 : after.seq(), lost, out, wanted));
    }

    /** A browser that reconnects says in the header what it had last, and in the address still what it had at first. */
    private static EventPlace after(Exchange exchange) {
        String text = exchange.headers()
                .first("Last-Event-ID")
                .filter(id -> !id.isEmpty())
                .or(() -> exchange.query("after"))
                .orElse("0");
        return EventPlace.parse(text);
    }

    /** Whether it has what was lost with the machine: nothing of that is to stay on the screen. */
    private boolean isLost(String session, EventPlace place, long lastSeq) {
        if (place.seq() > lastSeq) {
            return true;
        }
        List<JournalEntry> upTo = journal.read(session, Math.max(0, place.seq() - PAGE), PAGE).stream()
                .filter(entry -> entry.seq() <= place.seq())
                .toList();
        return place.isRewritten(upTo);
    }

    private void follow(String session, long after, boolean lost, EventStream out, BooleanSupplier wanted)
            throws InterruptedException {
        try {
            if (lost) {
                out.send("reset", about(session));
            }
            long last = send(session, after, out);
            out.send("caught_up", about(session));
            while (wanted.getAsBoolean()) {
                boolean more = journal.awaitBeyond(session, last, ping);
                if (more) {
                    last = send(session, last, out);
                } else if (journal.session(session).isPresent()) {
                    out.comment("ping");
                } else {
                    throw new JournalException.SessionUnknown(session);
                }
            }
        } catch (JournalException.SessionUnknown gone) {
            out.send("deleted", about(session));
        }
    }

    private long send(String session, long after, EventStream out) {
        long last = after;
        List<JournalEntry> page;
        do {
            page = journal.read(session, last, PAGE);
            for (JournalEntry entry : page) {
                out.send(entry.type(), EventPlace.of(entry).toString(), EventData.of(session, entry));
                last = entry.seq();
            }
        } while (page.size() == PAGE);
        return last;
    }

    private static String about(String session) {
        return JsonNodeFactory.instance.objectNode().put("session", session).toString();
    }
}
