package dev.perennial.simulator.internal.facts;

import java.util.List;
import java.util.Optional;

/**
 * What the API says and does for one model.
 *
 * @param id the id
 * @param aliases other ids that mean this model
 * @param displayName the name for people
 * @param createdAt RFC 3339
 * @param maxInputTokens the context window
 * @param maxOutputTokens the greatest {@code max_tokens}
 * @param tokenizer how its text is counted
 * @param acceptsPrefill whether a request may end with an assistant message
 * @param thinkingTypes the values of {@code thinking.type} that it takes
 * @param thinksByDefault whether it thinks where the request says nothing
 * @param showsThinking whether {@code thinking.display} is {@code summarized} by default, else {@code omitted}
 * @param efforts the values of {@code output_config.effort} that it takes; none if it has no such setting
 * @param retiresAt RFC 3339, where known
 * @param rules what is refused for it
 */
public record ModelFacts(
        String id,
        List<String> aliases,
        String displayName,
        String createdAt,
        int maxInputTokens,
        int maxOutputTokens,
        Tokenizer tokenizer,
        boolean acceptsPrefill,
        List<String> thinkingTypes,
        boolean thinksByDefault,
        boolean showsThinking,
        List<String> efforts,
        Optional<String> retiresAt,
        ModelRules rules) {

    public ModelFacts {
        aliases = List.copyOf(aliases);
        thinkingTypes = List.copyOf(thinkingTypes);
        efforts = List.copyOf(efforts);
    }

    boolean answersTo(String name) {
        return id.equals(name) || aliases.contains(name);
    }
}
