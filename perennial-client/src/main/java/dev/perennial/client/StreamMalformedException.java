package dev.perennial.client;

import org.jspecify.annotations.Nullable;

/** What arrived is not a stream of a message, or went wrong in the middle of one; {@link #problem()} says in which way. */
public final class StreamMalformedException extends MessageStreamException {

    private final Problem problem;

    StreamMalformedException(Problem problem, String detail, Context context, @Nullable Throwable cause) {
        super("stream_malformed", problem.what + ": " + detail + "; " + problem.wayOut, context, cause);
        this.problem = problem;
    }

    /** What is wrong with the answer. */
    public enum Problem {
        /** An event that is no JSON, lacks a field or comes out of order: damage on the way, as a rule. */
        BAD_EVENT("an event of the stream is damaged or out of order", true, "send the request again"),
        /** The answer is of another content type, as the pages of proxies and wrong addresses are. */
        NO_STREAM("the server's answer is no message stream", false, "check the base URL and the proxy"),
        /** An event larger than is read; the same request is likely to bring it again. */
        TOO_LARGE(
                "an event of the stream is too large",
                false,
                "ask for smaller pieces, or check the base URL and the proxy");

        private final String what;
        private final boolean passing;
        private final String wayOut;

        Problem(String what, boolean passing, String wayOut) {
            this.what = what;
            this.passing = passing;
            this.wayOut = wayOut;
        }
    }

    /** What is wrong with the answer. */
    public Problem problem() {
        return problem;
    }

    /** True for {@link Problem#BAD_EVENT} only: the others come back. */
    @Override
    public boolean retryable() {
        return problem.passing;
    }
}
