package dev.perennial.governor;

/** Ways of being served that have limits of their own (platform.claude.com, "Rate limits", "Fast mode", "Batches"). */
public enum Lane {
    /** Messages at standard speed. */
    STANDARD,
    /** Messages with {@code speed: "fast"}. */
    FAST,
    /** Message batches. */
    BATCH,
    /** Counting tokens. */
    COUNT
}
