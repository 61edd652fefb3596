package dev.perennial.simulator.internal.facts;

import java.util.List;
import java.util.Optional;

/**
 * What the API refuses for one model.
 *
 * @param thinkingGeneration a model reads the thinking of its own and of lower generations
 * @param prefixBinding for whom its thinking is bound to what was before it
 * @param refusedToolTypes the values of a tool's {@code type} that it does not take
 * @param forcedToolChoice whether it takes {@code tool_choice} of type {@code tool} and {@code any}
 * @param midConversationSystem whether it takes system messages between the others
 * @param sampling whether it takes sampling parameters other than the default
 * @param disabledUpToEffort the highest effort at which thinking can be disabled, if there is one
 * @param minCacheableTokens the shortest prompt that is cached
 * @param imageTier how finely it looks at images
 * @param fastMode who may ask it to be fast
 */
public record ModelRules(
        int thinkingGeneration,
        PrefixBinding prefixBinding,
        List<String> refusedToolTypes,
        boolean forcedToolChoice,
        boolean midConversationSystem,
        boolean sampling,
        Optional<String> disabledUpToEffort,
        int minCacheableTokens,
        ImageTier imageTier,
        FastMode fastMode) {

    public ModelRules {
        refusedToolTypes = List.copyOf(refusedToolTypes);
    }
}
