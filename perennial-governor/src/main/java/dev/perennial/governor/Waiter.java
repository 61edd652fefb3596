package dev.perennial.governor;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request that waits for its turn. Not safe for use by several threads. */
final class Waiter {

    /** A change of the estimate that is worth telling: a second, and a tenth. */
    private static final long WORTH_TELLING = 1_000_000_000L;

    final Ask ask;
    final long since;
    final long number;

    /** Its place in the order of shares: what its session had before it, as a fraction of the limits. */
    final long tag;

    /** What its session is charged with for it. */
    final long cost;

    private @Nullable Wait told;

    Waiter(Ask ask, long cost, long tag, long number, long since) {
        this.ask = ask;
        this.cost = cost;
        this.tag = tag;
        this.number = number;
        this.since = since;
    }

    Duration waited(long now) {
        return Duration.ofNanos(Math.max(0, now - since));
    }

    /** What to tell of the wait, if it is news. */
    Optional<Wait> tell(Wait wait) {
        boolean news = told == null || told.reason() != wait.reason() || differs(told.estimate(), wait.estimate());
        if (!news) {
            return Optional.empty();
        }
        told = wait;
        return Optional.of(wait);
    }

    private static boolean differs(Duration before, Duration now) {
        long change = Math.abs(before.toNanos() - now.toNanos());
        return change >= WORTH_TELLING && change >= now.toNanos() / 10;
    }
}
