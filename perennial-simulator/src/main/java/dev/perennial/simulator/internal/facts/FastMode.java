package dev.perennial.simulator.internal.facts;

/** Who may ask a model for {@code speed: "fast"} (platform.claude.com, "Fast mode"). */
public enum FastMode {
    /** Nobody. */
    NONE,
    /** Who sends the beta header. */
    BETA,
    /** Everybody. */
    ALL
}
