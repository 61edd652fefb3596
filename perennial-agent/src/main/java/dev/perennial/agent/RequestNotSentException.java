package dev.perennial.agent;

import static java.util.Objects.requireNonNull;

/** A request was not sent, because it cannot succeed: a {@link MessageSource} found so. The run ends as it says. */
public final class RequestNotSentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Outcome outcome;
    private final String code;

    /**
     * Makes one.
     *
     * @param outcome how the run ends
     * @param code a word for programs, in snake_case
     * @param message a sentence for people that names the value, the limit and the way out
     */
    public RequestNotSentException(Outcome outcome, String code, String message) {
        super(message);
        this.outcome = requireNonNull(outcome, "outcome");
        this.code = requireNonNull(code, "code");
    }

    /** How the run ends. */
    public Outcome outcome() {
        return outcome;
    }

    /** A word for programs, in snake_case. */
    public String code() {
        return code;
    }
}
