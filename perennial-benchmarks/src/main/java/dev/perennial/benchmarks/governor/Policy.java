package dev.perennial.benchmarks.governor;

/** Decides when requests are sent, and what becomes of those that are refused. */
interface Policy {

    /**
     * An agent wants a turn.
     *
     * @param done to be run when it is over, whether whole or lost
     */
    void want(Turn turn, Runnable done);
}
