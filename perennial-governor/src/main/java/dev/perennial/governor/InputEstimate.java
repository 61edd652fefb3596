package dev.perennial.governor;

import java.util.List;

/**
 * How long a prompt is thought to be.
 *
 * @param expected its tokens, all of them, whether cached or not
 * @param most what they are at most, with some certainty; at least {@code expected}
 * @param breakpoints where it is cached, in the order of the prompt
 */
public record InputEstimate(long expected, long most, List<Breakpoint> breakpoints) {

    public InputEstimate {
        breakpoints = List.copyOf(breakpoints);
        if (expected < 0 || most < expected) {
            throw new IllegalArgumentException(
                    "expected is " + expected + " and most " + most + " but 0 <= expected <= most has to hold");
        }
    }

    /** A prompt whose tokens are known and which is not cached. */
    public static InputEstimate exactly(long tokens) {
        return new InputEstimate(tokens, tokens, List.of());
    }

    /** This with places where it is cached. */
    public InputEstimate cachedAt(List<Breakpoint> places) {
        return new InputEstimate(expected, most, places);
    }
}
