package dev.perennial.stream.circuit;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether one model of one server is out, as all messages to it see it together: five attempts in a row that it turned away, of
 * whatever message, say so.
 *
 * <p>First attempts are always sent: they are what people ask for. What would make an outage worse is that everybody asks again
 * and again, so of those who do, one goes at its own pace, and of the others one every five seconds. The first that is
 * answered lets two more through, each of those two more, and so on.
 *
 * <p>Safe for use by several threads.
 */
public final class Circuit {

    /** So many attempts in a row, of all messages, that a server turned away, mean that it is out. */
    public static final int FAILURES = 5;

    private static final long PROBE_NANOS = Duration.ofSeconds(5).toNanos();
    private static final int ADMITTED_BY_AN_ANSWER = 2;
    private static final Object NOBODY = new Object();

    private final LongSupplier clock;
    private int failures;
    private boolean open;
    private long openedAt;
    private int permits;
    private long probedAt;
    private long refusedAt;
    private Object prober = NOBODY;

    /** A server of which nothing is known; the clock gives nanoseconds from any origin. */
    public Circuit(LongSupplier clock) {
        this.clock = requireNonNull(clock, "clock");
    }

    /**
     * The server turned an attempt away, or did not answer it. Whose attempt was the one too many goes on at its own pace.
     *
     * @param asker the message; known by identity, and not kept once the server is back
     */
    public synchronized void failed(Object asker) {
        failures = Math.min(failures + 1, FAILURES);
        permits = 0;
        if (failures == FAILURES && !open) {
            open = true;
            openedAt = now();
            refusedAt = openedAt - PROBE_NANOS;
            probes(asker);
        }
    }

    /** The server answered an attempt, be it with a message that has begun or with what it finds wrong in the request. */
    public synchronized void answered() {
        failures = 0;
        permits += open ? ADMITTED_BY_AN_ANSWER : 0;
        closeIfNobodyWaits();
    }

    private void closeIfNobodyWaits() {
        if (open && failures == 0 && now() - refusedAt >= PROBE_NANOS) {
            open = false;
            permits = 0;
            prober = NOBODY;
        }
    }

    /**
     * Whether an attempt may be sent that is not its message's first. While the server is out the attempt of whoever was admitted
     * last is, and that of another if none was for five seconds.
     *
     * @param asker the message; known by identity, and not kept once the server is back
     */
    @SuppressWarnings("ReferenceEquality") // a message is itself and no other
    public synchronized boolean admits(Object asker) {
        closeIfNobodyWaits();
        if (!open) {
            return true;
        }
        boolean probe = asker == prober || now() - probedAt >= PROBE_NANOS;
        if (!probe && permits == 0) {
            refusedAt = now();
            return false;
        }
        if (probe) {
            probes(asker);
        } else {
            permits--;
        }
        return true;
    }

    private void probes(Object asker) {
        prober = asker;
        probedAt = now();
    }

    /** Whether the server is out; it stays so until those who waited for it were let through. */
    public synchronized boolean isOpen() {
        return open;
    }

    /** Whether the server is out and has not answered again. */
    public synchronized boolean isOut() {
        return open && failures > 0;
    }

    /** For how long it has been out; zero if it is not. */
    public synchronized Duration outFor() {
        return open ? Duration.ofNanos(now() - openedAt) : Duration.ZERO;
    }

    private long now() {
        return clock.getAsLong();
    }
}
