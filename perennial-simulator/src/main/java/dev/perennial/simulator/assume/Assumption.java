package dev.perennial.simulator.assume;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A question about the Messages API that its documentation leaves open, with the answers that are possible.
 *
 * <p>The simulator behaves by the first answer unless it is told another; {@code ./perennial probe} asks the real API.
 * Names and answers are stable: scripts are written against them.
 */
public enum Assumption {
    /** Whether an interrupted answer may be kept whole, thinking and cut text, with a user message after it. */
    PARTIAL_TURN(
            "partial-turn",
            "Is an assistant turn of signed thinking and a text that was cut accepted before a user message?",
            "Signature and prefix are intact, so it should be; the pages on streaming and thinking do not say so.",
            "accepted",
            "refused"),
    /** Whether an interrupted answer may be kept without its thinking while thinking is on. */
    PARTIAL_TURN_WITHOUT_THINKING(
            "partial-turn-without-thinking",
            "Is the cut text alone accepted as assistant turn, its thinking left out, while thinking is on?",
            "Removing thinking from the end is documented as valid, for finished turns.",
            "accepted",
            "refused"),
    /**
     * Whether thinking may be left out at the start of the latest assistant message, readable or redacted. Whether at its
     * end, nobody can see: it may have been cut.
     */
    LATEST_THINKING_LEFT_OUT(
            "latest-thinking-left-out",
            "May the first of several thinking blocks of the latest assistant message be left out?",
            "Removing thinking from the start is documented as valid, changing the latest message and leaving out"
                    + " redacted thinking as not.",
            "accepted",
            "refused"),
    /** What becomes of thinking whose signature never arrived. */
    UNSIGNED_THINKING(
            "unsigned-thinking",
            "What happens to a thinking block without a signature?",
            "An empty signature always fails, says the page on preserved thinking; older reports differ.",
            "refused",
            "dropped"),
    /** How the error about a prefill that ends in white space is worded. */
    PREFILL_WHITE_SPACE(
            "prefill-white-space",
            "Which text does the error about white space at the end of a prefill have?",
            "Only 4.5 models still take prefill, and no current page quotes the error.",
            "named-field",
            "bare"),
    /** Whether user messages that follow each other count as one. */
    CONSECUTIVE_USER_MESSAGES(
            "consecutive-user-messages",
            "Are two user messages in a row taken as one?",
            "The API reference says that they are combined; gateways have reported refusals.",
            "merged",
            "refused"),
    /** Whether a request that is refused for the rate limit uses up some of it. */
    REFUSED_REQUEST_CHARGES(
            "refused-request-charges",
            "Does a request that is answered with 429 count against the limit?",
            "The page on rate limits does not say; finding out takes a limit that is used up.",
            "no",
            "yes"),
    /** Whether the prompt cache can be warmed with a stream. */
    ZERO_TOKENS_STREAM(
            "zero-tokens-stream",
            "Is max_tokens 0, which warms the prompt cache, accepted together with stream?",
            "The page on prompt caching shows it without a stream and excludes only batches.",
            "accepted",
            "refused"),
    /** Whether the older API version still takes sampling parameters. */
    SAMPLING_IN_OLD_VERSION(
            "sampling-in-old-version",
            "Does a 4.5 or 4.6 model take temperature under API version 2023-06-01?",
            "The migration page implies it; the combination is untested.",
            "accepted",
            "refused"),
    /** Whether a system message may be the last one. */
    TRAILING_SYSTEM_MESSAGE(
            "trailing-system-message",
            "May a conversation end with a system message after a user message?",
            "The page on mid-conversation system messages allows it; the prefill error says otherwise.",
            "accepted",
            "refused"),
    /** Whether this account's thinking is bound to what was before it. */
    PREFIX_BINDING(
            "prefix-binding",
            "Is thinking of the 5.1 and 5.5 models refused after an edit of what was before it?",
            "Accounts made since 2026-08-31 are checked, older ones only where a request sets prefix_mismatch_behavior.",
            "enforced",
            "opt-in"),
    /** Which rate limits the 5.5 models have. */
    RATE_LIMITS_OF_5_5(
            "rate-limits-of-5-5",
            "Does the 5.5 model have the same rate limits as Opus 5?",
            "The 5.5 models have rows of their own since October 2026, whose numbers are not known here.",
            "same",
            "different");

    private final String label;
    private final String question;
    private final String why;
    private final String usual;
    private final String other;

    Assumption(String label, String question, String why, String usual, String other) {
        this.label = label;
        this.question = question;
        this.why = why;
        this.usual = usual;
        this.other = other;
    }

    /** The name in kebab case, as on the command line. */
    public String label() {
        return label;
    }

    /** What is asked, as one sentence. */
    public String question() {
        return question;
    }

    /** Why it is open, as one sentence. */
    public String why() {
        return why;
    }

    /** What the simulator assumes if it is told nothing else. */
    public String defaultAnswer() {
        return usual;
    }

    /** All possible answers, the default first. */
    public List<String> answers() {
        return List.of(usual, other);
    }

    /** The assumption of this name in kebab case, if there is one. */
    public static Optional<Assumption> named(String label) {
        return Arrays.stream(values()).filter(a -> a.label.equals(label)).findFirst();
    }
}
