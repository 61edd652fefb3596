package dev.perennial.client.governor;

import dev.perennial.governor.estimate.Prompt;

/**
 * What a governor wants to know of a request.
 *
 * @param prompt its prompt
 * @param session tells conversations apart: what the request says of itself, or how it begins
 * @param maxTokens how long its answer may be
 * @param fast whether it asks for fast mode
 * @param goesOn whether it brings results of tools that the model called
 */
record PromptFacts(Prompt prompt, String session, long maxTokens, boolean fast, boolean goesOn) {}
