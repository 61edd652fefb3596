package dev.perennial.simulator.demo;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Remembers who the user said to be, as the shortest proof that a conversation is sent whole. */
final class Names {

    private static final Pattern ASKED = Pattern.compile(
            "^(?:and\\s+|so\\s+|now\\s+)?(?:what(?:['’]s| is) my name|who am i|do you (?:know|remember) my name)[\\s?!.]*$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern TOLD =
            Pattern.compile("(?<!\\p{L})(?i:i['’]m|i am|my name is|call me)\\s+(\\p{Lu}[\\p{L}-]*)");

    private Names() {}

    static Optional<Intent> parse(Wording wording, List<String> earlier) {
        return ASKED.matcher(wording.text()).matches()
                ? Optional.of(new Intent.NameAsked(told(earlier)))
                : Optional.empty();
    }

    /** What was said last counts. */
    private static String told(List<String> earlier) {
        return earlier.reversed().stream()
                .flatMap(request -> TOLD.matcher(request).results().map(Names::name))
                .findFirst()
                .orElse("");
    }

    private static String name(MatchResult told) {
        return told.group(1);
    }
}
