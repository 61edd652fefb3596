package dev.perennial.models;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How hard a model is asked to work: {@code output_config.effort}, from least to most. */
public enum Effort {
    LOW,
    MEDIUM,
    HIGH,
    XHIGH,
    MAX;

    /** The word that the API uses. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The level that the API calls so. */
    public static Optional<Effort> parse(String word) {
        return Arrays.stream(values()).filter(e -> e.word().equals(word)).findFirst();
    }
}
