package dev.perennial.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.agent.journal.Journal;
import dev.perennial.agent.journal.Lease;
import dev.perennial.agent.journal.SessionRow;
import dev.perennial.http.EventStream;
import dev.perennial.http.Exchange;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The list of sessions as server-sent events: {@code session} for each that there is, {@code caught_up}, then {@code session} for
 * each that is new or has changed and {@code gone} for each that was deleted.
 *
 * <p>Other processes write sessions too, so the list is looked at now and then; one look serves all who watch, and nobody looks while
 * nobody watches. Safe for use by several threads.
 */
final class SessionListWatch {

    /** From one look to the next. */
    private static final Duration LOOK = Duration.ofMillis(400);

    /** Looking may take this part of the time at most: a long list is looked at less often. */
    private static final int SHARE = 20;

    private final Journal journal;
    private final OpenStreams streams;
    private final Duration ping;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition looked = lock.newCondition();
    private Map<String, SessionRow> known = Map.of();
    private long version;
    private boolean looking;
    private long nextLook = System.nanoTime();

    SessionListWatch(Journal journal, OpenStreams streams, Duration ping) {
        this.journal = journal;
        this.streams = streams;
        this.ping = ping;
    }

    void serve(Exchange exchange) {
        EventStream out = EventStream.open(exchange, StreamHeaders.OF_EVENTS);
        streams.serve(exchange, wanted -> follow(out, wanted));
    }

    private void follow(EventStream out, BooleanSupplier wanted) throws InterruptedException {
        Map<String, SessionRow> told = new HashMap<>();
        tell(list(), told, out);
        out.send("caught_up", "{}");
        long lastSent = System.nanoTime();
        while (wanted.getAsBoolean()) {
            boolean sent = tell(list(), told, out);
            if (!sent && System.nanoTime() - lastSent >= ping.toNanos()) {
                out.comment("ping");
                sent = true;
            }
            lastSent = sent ? System.nanoTime() : lastSent;
        }
    }

    private static boolean tell(Map<String, SessionRow> list, Map<String, SessionRow> told, EventStream out) {
        boolean any = false;
        for (SessionRow row : list.values()) {
            if (!isSame(row, told.put(row.id(), row))) {
                out.send("session", SessionRows.json(row).toString());
                any = true;
            }
        }
        List<String> gone =
                told.keySet().stream().filter(id -> !list.containsKey(id)).toList();
        for (String id : gone) {
            told.remove(id);
            out.send("gone", JsonNodeFactory.instance.objectNode().put("id", id).toString());
            any = true;
        }
        return any;
    }

    /** That its holder still lives is no change. */
    static boolean isSame(SessionRow row, @Nullable SessionRow before) {
        return before != null
                && row.lastSeq() == before.lastSeq()
                && row.created().equals(before.created())
                && row.written().equals(before.written())
                && row.head().equals(before.head())
                && row.lease().map(Lease::pid).equals(before.lease().map(Lease::pid))
                && row.lease().map(Lease::host).equals(before.lease().map(Lease::host));
    }

    /** The list as of the next look, by whoever comes first. */
    private Map<String, SessionRow> list() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long seen = version;
            while (version == seen) {
                long wait = nextLook - System.nanoTime();
                if (looking) {
                    looked.await();
                } else if (wait > 0) {
                    looked.awaitNanos(wait);
                } else {
                    look();
                }
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    /** Reads without the lock, so that those who wait can be interrupted. */
    private void look() {
        looking = true;
        lock.unlock();
        Map<String, SessionRow> found = new LinkedHashMap<>();
        long began = System.nanoTime();
        try {
            journal.sessions().forEach(row -> found.put(row.id(), row));
        } finally {
            lock.lock();
            looking = false;
            long took = System.nanoTime() - began;
            nextLook = began + Math.max(LOOK.toNanos(), took * SHARE);
            looked.signalAll();
        }
        known = found;
        version++;
    }
}
