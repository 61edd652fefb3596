package dev.perennial.benchmarks.governor;

import dev.perennial.governor.limit.Amounts;

/**
 * The terms of a server.
 *
 * @param limits per minute
 * @param foreign what others use of them per minute
 * @param headers how it tells them
 * @param rampFree input tokens that may come in any minute; beyond that twice those of the minute before
 */
record Terms(Amounts limits, Amounts foreign, Headers headers, long rampFree) {

    /** How a server tells its limits. */
    enum Headers {
        EXACT,
        THOUSANDS,
        NO_REMAINING,
        MISSING
    }

    Terms withLimits(Amounts other) {
        return new Terms(other, foreign, headers, rampFree);
    }

    Terms withForeign(Amounts other) {
        return new Terms(limits, other, headers, rampFree);
    }

    Terms withHeaders(Headers other) {
        return new Terms(limits, foreign, other, rampFree);
    }
}
