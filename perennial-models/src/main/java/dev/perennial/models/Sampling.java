package dev.perennial.models;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a model picks its next token: {@code temperature}, {@code top_p} and {@code top_k}. Models up to 4.6 take them, under API
 * versions before 2026-10-21 (platform.claude.com, "Versioning"); {@link RequestChecks} tells what is refused. Immutable.
 */
public final class Sampling {

    /** As the model does by itself. */
    public static final Sampling NONE = new Sampling(null, null, null);

    private final @Nullable Double temperature;
    private final @Nullable Double topP;
    private final @Nullable Long topK;

    private Sampling(@Nullable Double temperature, @Nullable Double topP, @Nullable Long topK) {
        this.temperature = temperature;
        this.topP = topP;
        this.topK = topK;
    }

    /** This with {@code temperature}: 0 for the likeliest words, 1 for the model's own odds. */
    public Sampling withTemperature(double value) {
        return new Sampling(value, topP, topK);
    }

    /** This with {@code top_p}: only the likeliest tokens that together have this probability, 0 to 1. */
    public Sampling withTopP(double value) {
        return new Sampling(temperature, value, topK);
    }

    /** This with {@code top_k}: only so many of the likeliest tokens. */
    public Sampling withTopK(long value) {
        return new Sampling(temperature, topP, value);
    }

    /** The temperature, if set. */
    public Optional<Double> temperature() {
        return Optional.ofNullable(temperature);
    }

    /** {@code top_p}, if set. */
    public Optional<Double> topP() {
        return Optional.ofNullable(topP);
    }

    /** {@code top_k}, if set. */
    public Optional<Long> topK() {
        return Optional.ofNullable(topK);
    }

    /** Whether nothing is set. */
    public boolean isEmpty() {
        return temperature == null && topP == null && topK == null;
    }
}
