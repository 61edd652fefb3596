package dev.perennial.governor.budget;

/** Whose spending a budget limits. */
public enum Scope {
    /** Everything since the start. */
    ALL("in all"),
    /** Each session. */
    SESSION("of the session"),
    /** Each day. */
    DAY("of the day"),
    /** Each credential. */
    CREDENTIAL("of the key");

    private final String words;

    Scope(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
