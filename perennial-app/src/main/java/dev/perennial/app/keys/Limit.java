package dev.perennial.app.keys;

/** What can be limited for a client. */
public enum Limit {
    REQUESTS("requests-per-minute", "N", "Requests a minute"),
    INPUT("input-tokens-per-minute", "N", "Input tokens a minute that no cache has"),
    OUTPUT("output-tokens-per-minute", "N", "Output tokens a minute"),
    COST("cost-budget", "DOLLARS", "US dollars in all, at list prices"),
    DAILY_COST("daily-cost-budget", "DOLLARS", "US dollars each day"),
    TOKENS("token-budget", "N", "Tokens in all"),
    DAILY_TOKENS("daily-token-budget", "N", "Tokens each day");

    private final String key;
    private final String parameter;
    private final String description;

    Limit(String key, String parameter, String description) {
        this.key = key;
        this.parameter = parameter;
        this.description = description;
    }

    /** Its name in the file of keys. */
    public String key() {
        return key;
    }

    /** The flag that sets it. */
    public String flag() {
        return "--" + key;
    }

    /** What the flag takes, for people. */
    public String parameter() {
        return parameter;
    }

    /** What it is, for people. */
    public String description() {
        return description;
    }

    /** Whether it is a sum of dollars, and no number. */
    public boolean isMoney() {
        return this == COST || this == DAILY_COST;
    }
}
