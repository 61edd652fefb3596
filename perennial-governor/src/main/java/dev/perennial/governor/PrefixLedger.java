package dev.perennial.governor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which prefixes the server's cache holds, and which a request is writing just now. A prefix can be read once the answer to the
 * request that wrote it has begun (platform.claude.com, "Prompt caching"). Keeps the 10,000 used last. Not safe for use by
 * several threads.
 */
final class PrefixLedger {

    private static final int MOST = 10_000;

    /** Less than this is not worth waiting for. */
    private static final long WORTH_WAITING = 1_024;

    /** A request that has not begun to answer for so long keeps nobody any longer. */
    private static final long PATIENCE = 30_000_000_000L;

    /** What is about to expire may be gone when a request arrives. */
    private static final long LATENCY = 2_000_000_000L;

    private record Prefix(long warmUntil, long writer, long writtenFrom) {

        static final Prefix COLD = new Prefix(Long.MIN_VALUE, 0, Long.MIN_VALUE);

        boolean isWarm(long now) {
            return now + LATENCY < warmUntil;
        }

        boolean isBeingWritten(long now) {
            return writtenFrom != Long.MIN_VALUE && now - writtenFrom < PATIENCE;
        }
    }

    private final Map<String, Prefix> prefixes = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Prefix> eldest) {
            return size() > MOST;
        }
    };

    /** How many tokens of a prompt the cache holds. */
    long warm(List<Breakpoint> breakpoints, long now) {
        long warm = 0;
        for (Breakpoint breakpoint : breakpoints) {
            if (find(breakpoint).isWarm(now)) {
                warm = Math.max(warm, breakpoint.tokens());
            }
        }
        return warm;
    }

    /** When what the cache holds of a prompt expires; {@link Governor#NEVER} if it holds nothing. */
    long expiry(List<Breakpoint> breakpoints, long now) {
        long expiry = Governor.NEVER;
        for (Breakpoint breakpoint : breakpoints) {
            Prefix prefix = find(breakpoint);
            expiry = prefix.isWarm(now) ? prefix.warmUntil() - LATENCY : expiry;
        }
        return expiry;
    }

    /** Until when to wait at most for another that writes what this prompt could read; never if nothing is worth it. */
    long awaited(List<Breakpoint> breakpoints, long now) {
        long warm = warm(breakpoints, now);
        for (Breakpoint breakpoint : breakpoints) {
            Prefix prefix = find(breakpoint);
            if (breakpoint.tokens() - warm >= WORTH_WAITING && prefix.isBeingWritten(now)) {
                return prefix.writtenFrom() + PATIENCE;
            }
        }
        return Governor.NEVER;
    }

    /** A request goes that writes what of its prompt is cold. */
    void writing(Ask ask, long now) {
        for (Breakpoint breakpoint : ask.input().breakpoints()) {
            Prefix prefix = find(breakpoint);
            if (!prefix.isWarm(now) && !prefix.isBeingWritten(now)) {
                prefixes.put(breakpoint.prefix(), new Prefix(prefix.warmUntil(), ask.id(), now));
            }
        }
    }

    /** An answer has begun: its prefixes can be read. */
    void written(Ask ask, long now) {
        for (Breakpoint breakpoint : ask.input().breakpoints()) {
            long until = now + breakpoint.timeToLive().toNanos();
            prefixes.put(breakpoint.prefix(), new Prefix(until, 0, Long.MIN_VALUE));
        }
    }

    /** A request will not answer. */
    void failed(Ask ask) {
        for (Breakpoint breakpoint : ask.input().breakpoints()) {
            Prefix prefix = find(breakpoint);
            if (prefix.writtenFrom() != Long.MIN_VALUE && prefix.writer() == ask.id()) {
                prefixes.put(breakpoint.prefix(), new Prefix(prefix.warmUntil(), 0, Long.MIN_VALUE));
            }
        }
    }

    private Prefix find(Breakpoint breakpoint) {
        return prefixes.getOrDefault(breakpoint.prefix(), Prefix.COLD);
    }
}
