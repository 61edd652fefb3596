package dev.perennial.models;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;

/**
 * What one model can do and costs. Immutable.
 *
 * @param model the model's id, as the API calls it
 * @param limits how much it takes and gives
 * @param thinking how it thinks
 * @param effort the levels of effort that it takes
 * @param features what a request to it may contain
 * @param toolTypes the types of Anthropic-defined client tools that it accepts, for example {@code bash_20250124}
 * @param prices what its tokens cost
 * @param tokenizer how it counts
 * @param origin where these statements come from
 */
public record Capabilities(
        String model,
        Limits limits,
        Thinking thinking,
        EffortLevels effort,
        RequestFeatures features,
        Set<String> toolTypes,
        Prices prices,
        Tokenizer tokenizer,
        Origin origin) {

    /** Copies the set. */
    public Capabilities {
        requireNonNull(model, "model");
        requireNonNull(limits, "limits");
        requireNonNull(thinking, "thinking");
        requireNonNull(effort, "effort");
        requireNonNull(features, "features");
        toolTypes = Set.copyOf(toolTypes);
        requireNonNull(prices, "prices");
        requireNonNull(tokenizer, "tokenizer");
        requireNonNull(origin, "origin");
    }

    /** The context window in tokens. */
    public long contextTokens() {
        return limits.contextTokens();
    }

    /** The largest {@code max_tokens}. */
    public long outputTokens() {
        return limits.outputTokens();
    }

    /**
     * Whether the model is known, from the catalogue or from the API. A model of which the API reports limits or effort but
     * no thinking is not: how it may be asked is still a guess.
     */
    public boolean isKnown() {
        return !origin.isAssumed();
    }

    /** Whether the model accepts a tool of this type. */
    public boolean acceptsTool(String type) {
        return toolTypes.contains(type);
    }

    /** The newest type of computer tool that the model accepts: the toolset before the single tools. */
    public Optional<String> computerTool() {
        return toolTypes.stream()
                .filter(type -> type.startsWith("computer_"))
                .max((a, b) -> computerToolRank(a).compareTo(computerToolRank(b)));
    }

    /** These capabilities under another id: an alias, or the name that another platform uses. */
    public Capabilities withModel(String id) {
        return new Capabilities(id, limits, thinking, effort, features, toolTypes, prices, tokenizer, origin);
    }

    /** These capabilities with the limits that the API reported. Assumptions about the rest stay assumptions. */
    public Capabilities withLimits(Limits reported) {
        return new Capabilities(
                model, reported, thinking, effort, features, toolTypes, prices, tokenizer, unlessAssumed());
    }

    /**
     * These capabilities with the modes of thinking that the API reported. With them a model is known, since they decide
     * what a request to it looks like.
     */
    public Capabilities withThinking(Thinking reported) {
        return new Capabilities(
                model, limits, reported, effort, features, toolTypes, prices, tokenizer, new Origin.Reported());
    }

    /** These capabilities with the levels of effort that the API reported. Assumptions about the rest stay so. */
    public Capabilities withEffort(EffortLevels reported) {
        return new Capabilities(
                model, limits, thinking, reported, features, toolTypes, prices, tokenizer, unlessAssumed());
    }

    private Origin unlessAssumed() {
        return origin.isAssumed() ? origin : new Origin.Reported();
    }

    private static String computerToolRank(String type) {
        return type.substring(type.lastIndexOf('_') + 1);
    }
}
