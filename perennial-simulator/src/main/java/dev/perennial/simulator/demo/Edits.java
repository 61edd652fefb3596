package dev.perennial.simulator.demo;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Understands changes to files that exist: replacing a text, adding a line. */
final class Edits {

    private static final String PIECE = "(?:⟦\\d+⟧|(?:(?!\\bin\\b).)+?)";
    private static final Pattern REPLACE = Pattern.compile(
            "\\b(?:replace|substitute|change|swap|rename|ersetze|remplace|reemplaza)\\s+(?:all\\s+|every\\s+|each\\s+|the\\s+)*(?:occurrences?\\s+of\\s+|instances?\\s+of\\s+)?(?:the\\s+)?(?:words?\\s+|text\\s+|string\\s+|line\\s+)?(?<before>"
                    + PIECE
                    + ")\\s+(?:by|with|to|into|for|durch|par|por)\\s+(?:the\\s+)?(?:words?\\s+|text\\s+|string\\s+|line\\s+)?(?<after>"
                    + PIECE + ")\\s+(?:in|inside|within|throughout|of)\\s+(?:the\\s+)?(?:file\\s+)?(?<file>"
                    + Tokens.FILE + ")",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern IN_REPLACE = Pattern.compile(
            "\\bin\\s+(?:the\\s+)?(?:file\\s+)?(?<file>" + Tokens.FILE
                    + ")\\s*,?\\s*(?:please\\s+)?(?:replace|substitute|change|swap)\\s+(?:all\\s+|every\\s+)*(?:occurrences?\\s+of\\s+)?(?:the\\s+)?(?:words?\\s+|text\\s+)?(?<before>"
                    + PIECE + ")\\s+(?:by|with|to|into)\\s+(?<after>⟦\\d+⟧|.+?)\\s*[.!]?$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ADD = Pattern.compile(
            "\\b(?:add|append|insert|prepend|attach)\\s+(?:(?:an?|the|another|one|new|this)\\s+)*(?:more\\s+)?(?:line|lines|text|sentence|words?|entry|item)?\\s*(?:saying\\s+|with\\s+(?:the\\s+text\\s+)?|that\\s+says\\s+|reading\\s+|:\\s*)?(?<text>⟦\\d+⟧|.+?)\\s*(?<where>(?:\\s(?:at|to|in|into|on|as)\\s+(?:the\\s+)?(?:very\\s+)?(?:end|bottom|top|beginning|start|first\\s+line|last\\s+line|head)\\s*)?)(?:\\s?(?:of|to|in|into|on)\\s+)(?:the\\s+)?(?:file\\s+)?(?<file>"
                    + Tokens.FILE + ")(?<after>.*)$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ADD_TO = Pattern.compile(
            "\\b(?:add|append|prepend)\\s+to\\s+(?:the\\s+)?(?:end\\s+of\\s+)?(?:the\\s+)?(?:file\\s+)?(?<file>"
                    + Tokens.FILE + ")\\s*(?:the\\s+)?(?:text|line|words?)?\\s*:?\\s*(?<text>⟦\\d+⟧|.+?)\\s*[.]?$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern AT_TOP = Tokens.words("top|beginning|start|first line|head|prepend");

    private Edits() {}

    static Optional<Intent> parse(Wording wording) {
        for (Pattern pattern : java.util.List.of(REPLACE, IN_REPLACE)) {
            Optional<MatchResult> match = wording.find(pattern);
            if (match.isPresent()) {
                return Optional.of(replace(wording, pattern, match.get()));
            }
        }
        return wording.find(ADD).or(() -> wording.find(ADD_TO)).map(match -> append(wording, match));
    }

    private static Intent replace(Wording wording, Pattern pattern, MatchResult match) {
        return new Intent.Replace(
                wording.literal(part(pattern, match, "file")),
                wording.literal(part(pattern, match, "before")),
                wording.literal(part(pattern, match, "after")));
    }

    private static Intent append(Wording wording, MatchResult match) {
        Pattern pattern = match.groupCount() == 4 ? ADD : ADD_TO;
        String around = pattern.equals(ADD) ? part(pattern, match, "where") + " " + part(pattern, match, "after") : "";
        boolean first = new Wording(around, wording.quotations()).has(AT_TOP)
                || match.group().toLowerCase(java.util.Locale.ROOT).startsWith("prepend");
        return new Intent.Append(
                wording.literal(part(pattern, match, "file")),
                wording.literal(part(pattern, match, "text").strip()),
                first);
    }

    private static String part(Pattern pattern, MatchResult match, String name) {
        String part = match.group(pattern.namedGroups().getOrDefault(name, 0));
        return part == null ? "" : part;
    }
}
