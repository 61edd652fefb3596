package dev.perennial.governor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Whether anything may be sent at all: after a refusal nothing until its {@code retry-after}, then one probe, whose answer opens it;
 * if that does not tell the limits, each answer lets twice as many pass. Also so at the start, when no limit is known. Not safe
 * for use by several threads.
 */
final class Gate {

    private static final int WIDE = 64;
    private static final long SECOND = 1_000_000_000L;
    private static final long LONGEST_PAUSE = 60 * SECOND;

    /** A probe that brings nothing for so long does not keep the others any longer. */
    private static final long PROBE_PATIENCE = 10 * SECOND;

    private long closedUntil = Long.MIN_VALUE;
    private int width = 1;
    private long pause = SECOND;

    /** When it opens; in the past if it is open. */
    long closedUntil() {
        return closedUntil;
    }

    Duration closedFor(long now) {
        return Duration.ofNanos(closedUntil > now ? closedUntil - now : 0);
    }

    /** When one more may be sent as far as probing goes. */
    long probeAt(InFlight inFlight, long now) {
        if (width >= WIDE) {
            return now;
        }
        List<Long> probes = inFlight.unseenSince(closedUntil);
        return probes.size() < width ? now : probes.getFirst() + (1L + probes.size() - width) * PROBE_PATIENCE;
    }

    /** A request was refused; returns how long nothing is sent. */
    Duration refused(Optional<Duration> retryAfter, long sentAt, long now) {
        boolean news = sentAt >= closedUntil;
        long wait = retryAfter.map(Gate::nanos).orElse(news ? pause : 0);
        pause = news ? Math.min(LONGEST_PAUSE, 2 * pause) : pause;
        closedUntil = Math.max(closedUntil, now + wait);
        width = 1;
        return closedFor(now);
    }

    /** A request was answered; whether it was sent before the gate closed says nothing. */
    void answered(long sentAt, boolean limitsTold) {
        if (sentAt < closedUntil || width >= WIDE) {
            return;
        }
        width = limitsTold ? WIDE : 2 * width;
        pause = SECOND;
    }

    private static long nanos(Duration duration) {
        return Math.max(
                0,
                duration.compareTo(Duration.ofDays(1)) > 0 ? Duration.ofDays(1).toNanos() : duration.toNanos());
    }
}
