package dev.perennial.tools;

/** The versions of Anthropic's bash tool. Their contract is the same; only the type that the API is told differs. */
public enum BashVersion {
    /** The first one, for models of the 3.5 line. */
    BASH_20241022("bash_20241022"),
    /** The current one. */
    BASH_20250124("bash_20250124");

    private final String type;

    BashVersion(String type) {
        this.type = type;
    }

    /** The {@code type} of the tool in a request. */
    public String type() {
        return type;
    }
}
