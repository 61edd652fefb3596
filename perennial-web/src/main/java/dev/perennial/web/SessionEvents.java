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
 * come. The id of each is its place in the journal, so that who comes back says with it what it has.
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
        long after = after(exchange);
        EventStream out = EventStream.open(exchange, StreamHeaders.OF_EVENTS);
        streams.serve(exchange, wanted -> follow(session, after, lastSeq, out, wanted));
    }

    /** A browser that reconnects says in the header what it had last, and in the address still what it had at first. */
    private static long after(Exchange exchange) {
        String text = exchange.headers()
                .first("Last-Event-ID")
                .filter(id -> !id.isEmpty())
                .or(() -> exchange.query("after"))
                .orElse("0");
        try {
            long after = Long.parseLong(text);
            if (after >= 0) {
                return after;
            }
        } catch (NumberFormatException notANumber) {
            throw RefusedException.invalid("after", text, "say the id of an event, a whole number");
        }
        throw RefusedException.invalid("after", text, "say the id of an event, or 0 for all");
    }

    private void follow(String session, long after, long lastSeq, EventStream out, BooleanSupplier wanted)
            throws InterruptedException {
        try {
            long last = after;
            if (after > lastSeq) {
                // It has what was lost with the machine: nothing of that is to stay on the screen.
                out.send("reset", about(session));
                last = 0;
            }
            last = send(session, last, out);
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
                out.send(entry.type(), Long.toString(entry.seq()), EventData.of(session, entry));
                last = entry.seq();
            }
        } while (page.size() == PAGE);
        return last;
    }

    private static String about(String session) {
        return JsonNodeFactory.instance.objectNode().put("session", session).toString();
    }
}
