package dev.perennial.benchmarks.governor;

import dev.perennial.governor.estimate.Prompt;

/**
 * One request of an agent and its answer, with the truth about both.
 *
 * @param id names it
 * @param agent whose
 * @param conversation which of its conversations, by a number of all
 * @param number which of the conversation's turns, from 0
 * @param prompt what an estimator may know of the prompt
 * @param systemTokens the tokens of the system prompt, which all agents share
 * @param knownTokens the tokens up to the end of the turn before; those of the system prompt at the first
 * @param promptTokens the tokens of the whole prompt
 * @param outputTokens the tokens of the answer
 * @param hidden whether the answer is generated without being seen until its end
 * @param asked when the agent wanted it
 */
record Turn(
        long id,
        int agent,
        long conversation,
        int number,
        Prompt prompt,
        long systemTokens,
        long knownTokens,
        long promptTokens,
        long outputTokens,
        boolean hidden,
        long asked) {

    /** The input that would count if every cache were warm. */
    long freshTokens() {
        return promptTokens - knownTokens;
    }
}
