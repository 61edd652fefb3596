package dev.perennial.stream.corpus;

/** How much of what is missing a reply contains. */
public enum Gives {
    /** All of it, each character once and in order, as pieces labelled new. */
    REST,
    /** None of it. */
    NOTHING,
    /** Something instead of it, labelled other; labelled new only if it came out the same. */
    VARIATION
}
