package dev.perennial.agent.permission;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands in {@code $'…'}, with bash's escapes: {@code \n}, {@code \x72}, {@code \162}, {@code \u00e9} and so on. */
final class AnsiQuote {

    private static final Pattern ESCAPE = Pattern.compile(
            "\\\\(?:x([0-9A-Fa-f]{1,2})|u([0-9A-Fa-f]{1,4})|U([0-9A-Fa-f]{1,8})|([0-7]{1,3})|c(.)|(.))",
            Pattern.DOTALL);
    private static final Map<String, String> NAMED = Map.ofEntries(
            Map.entry("a", "\u0007"),
            Map.entry("b", "\b"),
            Map.entry("e", "\u001b"),
            Map.entry("E", "\u001b"),
            Map.entry("f", "\f"),
            Map.entry("n", "\n"),
            Map.entry("r", "\r"),
            Map.entry("t", "\t"),
            Map.entry("v", "\u000b"),
            Map.entry("\\", "\\"),
            Map.entry("'", "'"),
            Map.entry("\"", "\""),
            Map.entry("?", "?"));

    private AnsiQuote() {}

    static String decoded(String quoted) {
        return ESCAPE.matcher(quoted).replaceAll(escape -> Matcher.quoteReplacement(decoded(escape)));
    }

    private static String decoded(MatchResult escape) {
        if (escape.group(4) != null) {
            return character(Integer.parseInt(escape.group(4), 8) & 0xFF);
        }
        if (escape.group(5) != null) {
            return character(escape.group(5).charAt(0) & 0x1F);
        }
        for (int group = 1; group <= 3; group++) {
            if (escape.group(group) != null) {
                return character(Long.parseLong(escape.group(group), 16));
            }
        }
        return NAMED.getOrDefault(escape.group(6), escape.group());
    }

    private static String character(long code) {
        return Character.isValidCodePoint((int) code) ? Character.toString((int) code) : "\uFFFD";
    }
}
