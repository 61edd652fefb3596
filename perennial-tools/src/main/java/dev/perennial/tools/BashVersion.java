package dev.perennial.tools;

import java.util.Optional;

/** The versions of Anthropic's bash tool. Their contract is the same; only the type that the API is told differs. */
public enum BashVersion {
    /** The first one, for models of the 3.5 line. */
    BASH_20241022("bash_20241022", "computer-use-2024-10-22"),
    /** The current one. */
    BASH_20250124("bash_20250124", "");

    private final String type;
    private final String beta;

    BashVersion(String type, String beta) {
        this.type = type;
        this.beta = beta;
    }

    /** The {@code type} of the tool in a request. */
    public String type() {
        return type;
    }

    /** The value of the header {@code anthropic-beta} without which the API does not know the type. */
    public Optional<String> beta() {
        return beta.isEmpty() ? Optional.empty() : Optional.of(beta);
    }
}
