package dev.perennial.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perennial.http.Headers;
import java.time.Duration;
import java.util.Optional;

/**
 * When a client that waits for its turn is told that it still does: from a first time on, and then again and again until something of
 * its message is there. Used by the thread that handles its request.
 */
final class Pings {

    /** The head that a client gets in place of the upstream's, of which nothing is known yet. */
    static final Headers HEAD =
            Headers.of("Content-Type", "text/event-stream; charset=utf-8").with("Cache-Control", "no-cache");

    /** As the API sends it (platform.claude.com, "Streaming messages", ping events). */
    private static final byte[] PING = "event: ping\ndata: {\"type\": \"ping\"}\n\n".getBytes(UTF_8);

    /** Where the first one comes after so long, the next do after a third of it. */
    private static final long OFTENER = 3;

    private final Optional<Duration> first;
    private boolean begun;
    private boolean over;
    private long next;

    /**
     * Pings of a request that has just arrived.
     *
     * @param first after how long; empty for none
     */
    Pings(Optional<Duration> first, long now) {
        this.first = first;
        this.over = first.isEmpty();
        this.next = over ? Long.MAX_VALUE : now + first.get().toNanos();
    }

    static byte[] frame() {
        return PING.clone();
    }

    /** How long there is none to be sent, in nanoseconds; none before the first is due while it waits for its turn. */
    long dueIn(boolean queued, long now) {
        return over || !(queued || begun) ? Long.MAX_VALUE : Math.max(0, next - now);
    }

    void sent(long now) {
        begun = true;
        next = now + first.orElseThrow().toNanos() / OFTENER;
    }

    /** Whether there were some, and nothing of the message yet. */
    boolean areAll() {
        return begun && !over;
    }

    /** The message has begun. */
    void over() {
        over = true;
    }
}
