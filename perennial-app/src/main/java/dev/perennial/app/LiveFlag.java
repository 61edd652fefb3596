package dev.perennial.app;

import dev.perennial.stream.recovery.Delivery;
import dev.perennial.stream.recovery.Delivery.Showing;
import dev.perennial.stream.recovery.EagerInput;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** What a gateway's clients see before it is whole, besides text. */
final class LiveFlag {

    private static final String NAME = "--live";
    private static final String THINKING = "thinking";
    private static final String EAGER_CALLS = "eager-calls";
    private static final String NONE = "none";

    private LiveFlag() {}

    static OptionSpec spec() {
        return Flags.text(
                NAME,
                "KINDS",
                "What clients see before it is whole, besides text: `thinking`, `eager-calls` (of tools with"
                        + " eager_input_streaming), both with a comma, or `none` (default: eager-calls).");
    }

    /**
     * What was said, or what is usual.
     *
     * @throws UsageException if it is neither
     */
    static Delivery of(ParseResult arguments) {
        String text = arguments.matchedOptionValue(NAME, EAGER_CALLS);
        Set<String> kinds =
                Arrays.stream(text.split(",", -1)).map(String::strip).collect(Collectors.toSet());
        boolean known =
                kinds.equals(Set.of(NONE)) || Set.of(THINKING, EAGER_CALLS).containsAll(kinds);
        if (!known) {
            throw new UsageException("`" + NAME + "` is `" + text + "`: say `thinking`, `eager-calls`,"
                    + " `thinking,eager-calls` or `none`.");
        }
        return new Delivery(
                kinds.contains(THINKING) ? Showing.LIVE : Showing.HELD,
                Showing.HELD,
                kinds.contains(EAGER_CALLS) ? EagerInput.ASKED_FOR : EagerInput.HELD,
                Showing.HELD,
                false);
    }
}
