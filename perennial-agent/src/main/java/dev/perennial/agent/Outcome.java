package dev.perennial.agent;

/** How a run ended. Only {@link #COMPLETE} is a whole answer. */
public enum Outcome {
    /** The model finished its answer. */
    COMPLETE("complete"),
    /** The answer stops before its end: the stream broke, or the output limit came too soon too often. */
    CUT("cut"),
    /** The answer stops before its end: the stream went silent, again and again. */
    STALLED("stalled"),
    /** The API had no capacity, and still had none after the retries. */
    OVERLOADED("overloaded"),
    /** The rate limit was reached, and still was after the retries. */
    RATE_LIMITED("rate_limited"),
    /** The model refused. */
    REFUSED("refused"),
    /** The API does not take the request: bad request, authentication, permission, spend limit. */
    REJECTED("rejected"),
    /** The user stopped the run. */
    CANCELLED("cancelled"),
    /** A limit that the user had set was reached. */
    BUDGET_SPENT("budget_spent"),
    /** The conversation no longer fits into the model's context. */
    CONTEXT_FULL("context_full");

    private final String code;

    Outcome(String code) {
        this.code = code;
    }

    /** The outcome's name in JSON, in snake_case. */
    public String code() {
        return code;
    }
}
