package dev.perennial.stream.recovery;

import dev.perennial.models.Capabilities;

/**
 * What decisions look at in a request, read once.
 *
 * @param goesOnWithThread whether only the server knows the history
 * @param isStructured whether the answer follows a schema
 * @param forcesTool whether the answer has to be a call, whatever else is asked
 * @param eagerTools which tools say how their input is to be streamed
 * @param takesPrefill whether the model would go on with an assistant message at its end
 * @param maxTokens the limit; without one that is understood there is none
 * @param thinkingBudget the tokens that thinking alone may take; 0 if that is left to the model
 */
record RequestFacts(
        boolean goesOnWithThread,
        boolean isStructured,
        boolean forcesTool,
        EagerTools eagerTools,
        boolean takesPrefill,
        long maxTokens,
        long thinkingBudget) {

    static RequestFacts of(RequestBody request, Capabilities model) {
        return new RequestFacts(
                request.goesOnWithThread(),
                request.isStructured(),
                request.forcesTool(),
                request.eagerTools(),
                request.takesPrefill(model),
                request.maxTokens(),
                request.thinkingBudget());
    }

    /** The least that thinking may be given (platform.claude.com, "Extended thinking"). */
    private static final long LEAST_BUDGET = 1_024;

    /** Whether there is something to be written after so much, with thinking before it if it was asked for. */
    boolean leaveRoom(long tokensWritten) {
        return maxTokens - tokensWritten > Math.min(thinkingBudget, LEAST_BUDGET);
    }

    /** What thinking may take of the tokens that are left: as much as was asked for, or else half of them. */
    long budgetOf(long tokensLeft) {
        return thinkingBudget < tokensLeft ? thinkingBudget : Math.max(LEAST_BUDGET, tokensLeft / 2);
    }

    boolean hasMaxTokens() {
        return maxTokens != Long.MAX_VALUE;
    }
}
