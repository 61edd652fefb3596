package dev.perennial.models;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The limits that a request is going to ask for. Immutable.
 *
 * <p>What is not set is not sent, and the model's own default applies.
 */
public final class PlannedRequest {

    private final long maxTokens;
    private final @Nullable ThinkingMode thinking;
    private final @Nullable Long thinkingBudget;
    private final @Nullable Effort effort;
    private final long estimatedInput;
    private final Sampling sampling;

    private PlannedRequest(
            long maxTokens,
            @Nullable ThinkingMode thinking,
            @Nullable Long thinkingBudget,
            @Nullable Effort effort,
            long estimatedInput,
            Sampling sampling) {
        this.maxTokens = maxTokens;
        this.thinking = thinking;
        this.thinkingBudget = thinkingBudget;
        this.effort = effort;
        this.estimatedInput = estimatedInput;
        this.sampling = sampling;
    }

    /** A request for at most so many tokens of output. */
    public static PlannedRequest of(long maxTokens) {
        return new PlannedRequest(maxTokens, null, null, null, 0, Sampling.NONE);
    }

    /** This request with {@code thinking.type}. */
    public PlannedRequest withThinking(ThinkingMode mode) {
        requireNonNull(mode, "mode");
        return new PlannedRequest(maxTokens, mode, thinkingBudget, effort, estimatedInput, sampling);
    }

    /** This request with {@code thinking.budget_tokens}. */
    public PlannedRequest withThinkingBudget(long tokens) {
        return new PlannedRequest(maxTokens, thinking, tokens, effort, estimatedInput, sampling);
    }

    /** This request with {@code output_config.effort}. */
    public PlannedRequest withEffort(Effort level) {
        requireNonNull(level, "level");
        return new PlannedRequest(maxTokens, thinking, thinkingBudget, level, estimatedInput, sampling);
    }

    /** This request with a prompt of about so many tokens; 0 if not known. */
    public PlannedRequest withEstimatedInput(long tokens) {
        return new PlannedRequest(maxTokens, thinking, thinkingBudget, effort, tokens, sampling);
    }

    /** This request with sampling parameters. */
    public PlannedRequest withSampling(Sampling parameters) {
        requireNonNull(parameters, "parameters");
        return new PlannedRequest(maxTokens, thinking, thinkingBudget, effort, estimatedInput, parameters);
    }

    /** The most tokens of output. */
    public long maxTokens() {
        return maxTokens;
    }

    /** How the model shall think, if set. */
    public Optional<ThinkingMode> thinking() {
        return Optional.ofNullable(thinking);
    }

    /** The budget of thinking in tokens, if set. */
    public OptionalLong thinkingBudget() {
        return thinkingBudget == null ? OptionalLong.empty() : OptionalLong.of(thinkingBudget);
    }

    /** How hard the model shall work, if set. */
    public Optional<Effort> effort() {
        return Optional.ofNullable(effort);
    }

    /** The estimated size of the prompt in tokens; 0 if not known. */
    public long estimatedInput() {
        return estimatedInput;
    }

    /** How the next token is picked. */
    public Sampling sampling() {
        return sampling;
    }
}
