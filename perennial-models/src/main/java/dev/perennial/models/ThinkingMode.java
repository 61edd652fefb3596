package dev.perennial.models;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The values of {@code thinking.type}. */
public enum ThinkingMode {
    /** The model decides when and how much it thinks; guided by effort. */
    ADAPTIVE,
    /** Thinking with a budget in tokens. */
    ENABLED,
    /** No thinking. */
    DISABLED,
    /** No thinking but between the calls of tools. */
    BETWEEN_TOOLS;

    /** The word that the API uses. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The mode that the API calls so. */
    public static Optional<ThinkingMode> parse(String word) {
        return Arrays.stream(values()).filter(m -> m.word().equals(word)).findFirst();
    }
}
