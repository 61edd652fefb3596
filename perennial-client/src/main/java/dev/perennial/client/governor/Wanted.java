package dev.perennial.client.governor;

import dev.perennial.governor.Lane;
import dev.perennial.governor.Pool;
import dev.perennial.governor.Priority;
import dev.perennial.governor.estimate.Prompt;
import dev.perennial.governor.limit.LimitReport;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * A request that wants to be sent.
 *
 * @param session whose it is
 * @param pool whose limits it needs
 * @param prompt what is known of its prompt
 * @param maxTokens how long its answer may be
 * @param priority how urgent it is
 * @param deadline when it is of no use any more, by the governor's clock; empty for never
 * @param longestPause the longest pause of a server's that is waited through
 * @param count how its prompt can be counted
 */
record Wanted(
        String session,
        Pool pool,
        Prompt prompt,
        long maxTokens,
        Priority priority,
        OptionalLong deadline,
        Duration longestPause,
        Count count) {

    /** This without its body, which is large, for those who keep it for longer. */
    Wanted uncounted() {
        return new Wanted(session, pool, prompt, maxTokens, priority, deadline, longestPause, Count.NONE);
    }

    String limitHeaders() {
        return pool.lane() == Lane.FAST ? LimitReport.FAST : LimitReport.STANDARD;
    }
}
