package dev.perennial.stream.circuit;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether one model of one server is out, as all messages to it see it together: ten attempts in a row that it turned away, of
 * whatever message, over five seconds or more, say so. A server that still answers some is not out.
 *
 * <p>First attempts are always sent: they are what people ask for. What would make an outage worse is that everybody asks again
 * and again, so of those who do, one goes at its own pace, and of the others one every two seconds, or, when it lasts, every ten. The
 * first that is answered ends it for all.
 *
 * <p>Safe for use by several threads.
 */
public final class Circuit {

    /** So many attempts in a row, of all messages, that a server turned away, mean that it is out. */
    public static final int FAILURES = 10;

    /** Over so long at least: a crowd that is turned away at once says no more than one of it. */
    public static final Duration AT_LEAST = Duration.ofSeconds(5);

    private static final long PROBE_NANOS = Duration.ofSeconds(2).toNanos();
    private static final long LONGEST_PROBE_NANOS = Duration.ofSeconds(10).toNanos();
    private static final int PART_OF_OUTAGE = 30;
    private static final long FORGOTTEN_NANOS = Duration.ofMinutes(5).toNanos();
    private static final Object NOBODY = new Object();

    private final LongSupplier clock;
    private int failures;
    private long failingSince;
    private long failedAt;
    private boolean open;
    private long probedAt;
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
        boolean first = failures == 0 || (!open && now() - failedAt >= FORGOTTEN_NANOS);
        failingSince = first ? now() : failingSince;
        failures = first ? 0 : failures;
        failedAt = now();
        failures = Math.min(failures + 1, FAILURES);
        if (!open && failures == FAILURES && now() - failingSince >= AT_LEAST.toNanos()) {
            open = true;
            probes(asker);
        }
    }

    /** The server answered an attempt, be it with a message that has begun or with what it finds wrong in the request. */
    public synchronized void answered() {
        forget();
    }

    /** What was found of the server says nothing any more, for the way to it is another. */
    public synchronized void forget() {
        failures = 0;
        open = false;
        prober = NOBODY;
    }

    /**
     * Whether an attempt may be sent that is not its message's first. While the server is out the attempt of whoever was admitted
     * last is, and that of another if none was for two seconds, or ten in an outage that lasts.
     *
     * @param asker the message; known by identity, and not kept once the server is back
     */
    @SuppressWarnings("ReferenceEquality") // a message is itself and no other
    public synchronized boolean admits(Object asker) {
        if (!open) {
            return true;
        }
        if (asker != prober && !isProbeDue()) {
            return false;
        }
        probes(asker);
        return true;
    }

    /** The longer it has lasted, the less a second more matters. */
    private long betweenProbes() {
        long wanted = (now() - failingSince) / PART_OF_OUTAGE;
        return Math.max(PROBE_NANOS, Math.min(wanted, LONGEST_PROBE_NANOS));
    }

    private void probes(Object asker) {
        prober = asker;
        probedAt = now();
    }

    /** Whether it is time for somebody to ask whether the server is back. */
    public synchronized boolean isProbeDue() {
        return open && now() - probedAt >= betweenProbes();
    }

    /** Whether the server is out. */
    public synchronized boolean isOpen() {
        return open;
    }

    /** For how long it has answered nobody; zero if it is not out. */
    public synchronized Duration outFor() {
        return open ? Duration.ofNanos(now() - failingSince) : Duration.ZERO;
    }

    private long now() {
        return clock.getAsLong();
    }
}
