package dev.perennial.benchmarks;

/**
 * The outcome of one call.
 *
 * @param outcome its sort
 * @param detail the class of the error, empty if there was none
 */
record Verdict(Outcome outcome, String detail) {

    static final Verdict HANG = new Verdict(Outcome.HANG, "");

    static Verdict error(Throwable error) {
        return new Verdict(Outcome.ERROR, error.getClass().getSimpleName());
    }

    /** What is to be thought of an answer that ended without error. */
    static Verdict ended(Transcript received, Transcript expected, int requests) {
        if (received.equals(expected)) {
            return new Verdict(requests > 1 ? Outcome.RECOVERED : Outcome.WHOLE, "");
        }
        return new Verdict(expected.startsWith(received) ? Outcome.TRUNCATED : Outcome.WRONG, "");
    }

    @Override
    public String toString() {
        return detail.isEmpty() ? outcome.title() : "`" + detail + "`";
    }
}
