package dev.perennial.simulator.internal.facts;

/**
 * For whom the API checks that nothing before a model's thinking was edited (platform.claude.com, "Preserved thinking").
 */
public enum PrefixBinding {
    /** For nobody. */
    NONE,
    /** For accounts made since the rule is there; for others only where a request asks for it. */
    NEW_ACCOUNTS,
    /** For every account. */
    ALWAYS
}
