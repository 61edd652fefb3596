package dev.perennial.governor.estimate;

import java.time.Duration;

/**
 * Whether a server may be asked to count tokens: that it does not offer it is remembered, and after a refusal or a failure it is left
 * alone for a while. Counts have a limit of requests of their own, in the thousands a minute (platform.claude.com, "Token counting"),
 * of which no more than ten a second are used. Safe for use by several threads: governors
 * may share one.
 */
public final class CountingLeave {

    private static final long SECOND = 1_000_000_000L;
    private static final long APART = SECOND / 10;
    private static final long SHORTEST_PAUSE = SECOND;
    private static final long LONGEST_PAUSE = 60 * SECOND;

    /** A server that does not offer it now may after a day. */
    private static final long DAY = 24 * 60 * 60 * SECOND;

    private long notBefore = Long.MIN_VALUE;
    private long pause = SHORTEST_PAUSE;

    /** A server that was not asked yet. */
    public CountingLeave() {}

    /** Whether a count may be asked for now; it is then taken to be. Times are nanoseconds of any origin. */
    public synchronized boolean take(long now) {
        if (now < notBefore) {
            return false;
        }
        notBefore = now + APART;
        return true;
    }

    /** A count was answered. */
    public synchronized void answered() {
        pause = SHORTEST_PAUSE;
    }

    /** The server does not count: it does not know the address. */
    public synchronized void notOffered(long now) {
        notBefore = now + DAY;
    }

    /** The server counts no more before that has passed. */
    public synchronized void refused(Duration retryAfter, long now) {
        long asked = retryAfter.compareTo(Duration.ofDays(1)) > 0 ? DAY : retryAfter.toNanos();
        notBefore = Math.max(notBefore, now + Math.max(asked, pause));
    }

    /** There was no answer, or none in time; again so, and it is left alone for twice as long, a minute at most. */
    public synchronized void failed(long now) {
        notBefore = Math.max(notBefore, now + pause);
        pause = Math.min(LONGEST_PAUSE, 2 * pause);
    }
}
