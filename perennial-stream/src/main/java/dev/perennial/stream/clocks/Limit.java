package dev.perennial.stream.clocks;

import java.time.Duration;

/**
 * A patience and where it comes from.
 *
 * @param patience how long
 * @param reason why so long
 */
public record Limit(Duration patience, Reason reason) {

    /** Where a patience comes from. */
    public enum Reason {
        /** The caller set it, and nothing changes it. */
        SET,
        /** Too few gaps were seen to learn from. */
        FEW_SEEN,
        /** A multiple of what nearly all gaps were. */
        LEARNED,
        /** Gaps are so even that the floor applies. */
        FLOOR,
        /** Streams are slow just now, so that what was learned is stretched. */
        SLOW,
        /** Gaps are so long that the ceiling applies. */
        CEILING,
        /** Streams stall one after the other just now: it is not shorter than before anything was learned. */
        INCIDENT
    }
}
