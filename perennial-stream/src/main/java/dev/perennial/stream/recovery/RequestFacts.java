package dev.perennial.stream.recovery;

import dev.perennial.models.Capabilities;

/**
 * What decisions look at in a request, read once.
 *
 * @param goesOnWithThread whether only the server knows the history
 * @param isStructured whether the answer follows a schema
 * @param forcesTool whether the answer has to be a call, whatever else is asked
 * @param takesPrefill whether the model would go on with an assistant message at its end
 * @param maxTokens the limit; without one that is understood there is none
 * @param thinkingBudget the tokens that thinking alone may take; 0 if that is left to the model
 */
record RequestFacts(
        boolean goesOnWithThread,
        boolean isStructured,
        boolean forcesTool,
        boolean takesPrefill,
        long maxTokens,
        long thinkingBudget) {

    static RequestFacts of(RequestBody request, Capabilities model) {
        return new RequestFacts(
                request.goesOnWithThread(),
                request.isStructured(),
                request.forcesTool(),
                request.takesPrefill(model),
                request.maxTokens(),
                request.thinkingBudget());
    }

    boolean hasMaxTokens() {
        return maxTokens != Long.MAX_VALUE;
    }
}
