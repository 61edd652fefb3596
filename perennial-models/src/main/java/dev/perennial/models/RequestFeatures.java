package dev.perennial.models;

/**
 * What a request to a model may contain.
 *
 * @param prefill whether the conversation may end in an assistant message that the model continues
 * @param forcedToolChoice whether {@code tool_choice} of type {@code any} or {@code tool} is accepted
 * @param samplingParameters whether {@code temperature}, {@code top_p} and {@code top_k} are accepted, under
 *     {@code anthropic-version: 2023-06-01}
 * @param systemMessages whether messages of the role {@code system} are accepted between the others (platform.claude.com,
 *     "Mid-conversation system messages")
 */
public record RequestFeatures(
        boolean prefill, boolean forcedToolChoice, boolean samplingParameters, boolean systemMessages) {}
