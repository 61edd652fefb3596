package dev.perennial.governor;

/**
 * What the estimate of a prompt leaves open: whether it may be longer than what is there, and may not be. Who knows how long it is
 * in truth decides better; where an estimate says the same at both of its ends a count would change nothing.
 */
public enum Doubt {
    /** Whether it goes now or waits. */
    FITS_NOW,

    /** Whether it is larger than the bucket, so that it would go alone, once that is full. */
    FITS_THE_BUCKET
}
