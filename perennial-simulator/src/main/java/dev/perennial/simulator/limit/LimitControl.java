package dev.perennial.simulator.limit;

import java.util.List;

/** Reads and changes the rate limits of a running simulator. Safe for use by several threads. */
public interface LimitControl {

    /**
     * How full a bucket is.
     *
     * @param credential a fingerprint of the key, not the key
     * @param rateClass the class of models
     * @param meter what is counted
     * @param limit the limit per minute
     * @param remaining what is left; negative after more was generated than allowed
     */
    record Level(String credential, String rateClass, Meter meter, long limit, long remaining) {}

    /** The limits in force. */
    Limits limits();

    /** Puts other limits in force; what was used stays used. */
    void set(Limits limits);

    /**
     * Uses up some of a limit, as traffic from elsewhere would, for every credential seen so far; never below zero.
     *
     * @param rateClass the class, or {@link Limits#OTHERS} for all
     * @param amount 1 or more
     * @throws IllegalArgumentException if the amount is less than 1
     */
    void withdraw(String rateClass, Meter meter, long amount);

    /** All buckets that were used so far. */
    List<Level> levels();
}
