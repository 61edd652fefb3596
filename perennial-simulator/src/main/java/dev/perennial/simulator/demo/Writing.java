package dev.perennial.simulator.demo;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Understands what a new file shall hold; the file itself has been taken out of the words already. */
final class Writing {

    private static final String SAYS =
            "(?:with\\s+(?:exactly\\s+)?(?:the\\s+)?(?:following\\s+)?(?:exact\\s+)?(?:text|contents?|words?(?! count)|lines?(?! count)|message|body|sentence|string|phrase|data)|that\\s+(?:says|reads|contains exactly)|which\\s+(?:says|reads)|saying|reading|contents?\\s*[:=]|text\\s*[:=]|mit\\s+dem\\s+(?:text|inhalt)|avec\\s+le\\s+texte|con\\s+el\\s+texto)\\s*:?\\s*";
    private static final Pattern LITERAL = pattern("\\b" + SAYS + "(?<text>\\S.*)$");
    private static final Pattern COLON = pattern("(?:^|\\s)[^:⟦]{0,60}:\\s*(?<text>\\S.*)$");
    private static final Pattern HOLDING = pattern(
            "\\b(?:with|containing|that\\s+contains?|which\\s+contains?|holding|contains?|including|listing|mit|avec|con)\\s+(?<text>\\S.*)$");
    private static final Pattern OBJECT = pattern(
            "^(?:write|put|save|store|place|print|output|dump|create|make|generate|add|schreibe?|écris|escribe)\\s+(?:(?:me|down|just|only|exactly|the\\s+(?:text|words?|line|sentence|string|message|phrase)|text)\\s+)*(?<text>\\S.*)$");
    private static final Pattern EMPTY = Tokens.words("empty|blank|touch");
    private static final Pattern CHECKLIST =
            Tokens.words("(?<kind>shopping|grocery|groceries|to-?do|todo|packing|check|bucket|task|reading)[- ]?list");
    private static final Pattern ITEMS = Tokens.words(
            "(?<n>\\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twenty)\\s+(?:\\p{L}+\\s+)?(?<kind>tasks?|to-?dos?|items?|lines|entries|points|bullets|bullet points|groceries)");
    private static final Pattern HEADINGS = pattern(
            "\\b(?:headings?|sections?|headlines?|chapters?|titles?)\\s*(?:called|named|for|:)?\\s+(?<names>\\S.*?)\\s*[.]?$");
    private static final Pattern SEPARATED = Pattern.compile("\\s*,\\s*(?:and\\s+)?|\\s+and\\s+");
    /** Data in brackets is meant as it stands, quotes and all. */
    private static final Pattern DATA = pattern("(?:^|\\s)(?<text>(?:\\{.*\\}|\\[.*\\]|<\\w.*>))\\s*[.]?$");

    private static final Pattern EXPLICIT = pattern(
            "^(?:please\\s+)?(?:write|put|save|store|place|print|output|dump|create|make|add)\\s+(?:(?:me|down|just|only|exactly)\\s+)*(?:the\\s+)?(?:text|words?|line|sentence|string|message|phrase)\\s");
    private static final Pattern MADE = pattern("^(?:create|make|generate|build|draft|produce)\\b");
    private static final Pattern PROGRAM = Tokens.words("program|script|code|class|application|app|function");
    private static final Pattern PRINTS = pattern(
            "\\b(?:prints?|printing|outputs?|says?|echo(?:es)?|displays?|shows?|greets?)\\s+(?:out\\s+)?(?:the\\s+(?:text|words?|message)\\s+)?(?<text>⟦\\d+⟧|[^.,]+)");
    private static final Pattern NUMBERS = pattern(
            "\\b(?:numbers?|integers|count(?:ing)?|count)\\s+(?:from\\s+)?(?<from>-?\\d{1,6})\\s*(?:to|through|until|-|–|and|up to)\\s*(?<to>-?\\d{1,6})");
    private static final Pattern SCRAP = pattern(
            "^(?:(?:a|an|the|new|file|files|it|text|me|please|and|create|make|write|put|save|generate|document|in|to|with|of|empty|for)\\b\\s*|[.,!]\\s*)*$");

    private Writing() {}

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    /** What is given word for word: quotations, or the words after "with the text". */
    static Optional<Intent> given(Wording rest) {
        boolean asksData = rest.has(
                        Tokens.words(
                                "search|grep|mention(?:s|ing)?|replace|which|how many|how often|find|run|output of|prints?|printing|echoes|outputs"))
                || (rest.has(PROGRAM) && !rest.has(pattern(SAYS)));
        Optional<MatchResult> data = rest.find(DATA);
        if (data.isPresent()) {
            return literal(rest.original(data.get().group("text")));
        }
        List<Wording.Quotation> quotations = rest.remaining();
        if (!quotations.isEmpty() && !asksData && !(Counting.parse(rest).isPresent() && !rest.has(pattern(SAYS)))) {
            return literal(quotations.stream().map(Wording.Quotation::text).collect(Collectors.joining("\n")));
        }
        Optional<MatchResult> literal = rest.find(LITERAL);
        return literal.isPresent() && !asksData
                ? literal(rest.literal(unquoted(literal.get().group("text"))))
                : Optional.empty();
    }

    /** What the file shall hold where the words do not ask for anything that has to be looked up. */
    static Intent content(Wording rest, String path) {
        Optional<MatchResult> numbers = rest.find(NUMBERS);
        String ending = path.substring(path.lastIndexOf('.') + 1);
        if (numbers.isPresent() && Programs.counts(ending)) {
            return new Intent.WriteFile(new Content.CountingProgram(
                    ending,
                    Integer.parseInt(numbers.get().group("from")),
                    Integer.parseInt(numbers.get().group("to"))));
        }
        if (numbers.isPresent() && !rest.has(PROGRAM)) {
            return new Intent.WriteFile(new Content.Numbers(
                    Integer.parseInt(numbers.get().group("from")),
                    Integer.parseInt(numbers.get().group("to"))));
        }
        Optional<MatchResult> checklist = rest.find(CHECKLIST);
        Optional<MatchResult> items = rest.find(ITEMS);
        if (checklist.isPresent() || items.isPresent()) {
            String kind = checklist.or(() -> items).orElseThrow().group("kind").toLowerCase(Locale.ROOT);
            int number = items.map(match -> Counting.number(match.group("n"))).orElse(0);
            return new Intent.WriteFile(new Content.Checklist(kind, number));
        }
        Optional<MatchResult> headings = rest.find(HEADINGS);
        if (headings.isPresent()) {
            return new Intent.WriteFile(new Content.Headings(SEPARATED
                    .splitAsStream(headings.get().group("names"))
                    .map(rest::literal)
                    .toList()));
        }
        String extension = path.substring(path.lastIndexOf('.') + 1);
        boolean prints = rest.has(Tokens.words("prints?|printing|outputs|echoes|hello[- ]?world"));
        if (rest.has(PROGRAM) || (Programs.knows(extension) && prints)) {
            return program(rest, path);
        }
        Optional<Intent> composed = Composing.parse(rest);
        return composed.isPresent() && composed.get() instanceof Intent.Compose compose
                ? new Intent.WriteFile(new Content.Composed(compose))
                : plain(rest);
    }

    private static Intent plain(Wording rest) {
        if (rest.has(EMPTY) || rest.has(SCRAP)) {
            return new Intent.WriteFile(new Content.Given(""));
        }
        for (Pattern pattern : List.of(HOLDING, COLON, OBJECT)) {
            Optional<MatchResult> match = rest.find(pattern);
            if (match.isPresent() && !rest.with(match.get().group("text")).has(SCRAP)) {
                String text = unquoted(match.get().group("text"));
                boolean made = pattern.equals(OBJECT) && rest.has(MADE);
                return rest.has(EXPLICIT) ? literal(rest.literal(text)).orElseThrow() : described(rest, text, made);
            }
        }
        return new Intent.Unknown("I did not understand what the file shall hold.");
    }

    /** "hello world" is meant word for word, "a recipe for pancakes" is a description. */
    private static Intent described(Wording rest, String text, boolean made) {
        boolean description = made
                || text.matches(
                        "(?is)(?:a|an|some|the|for|about|of|from|all|my|our|\\d+|two|three|four|five|ten|me|what|how|why)\\s+.*|your .*|my .*|instructions .*|information .*");
        return description
                ? new Intent.Unknown("I can write a text that you give me word for word, but I cannot make up \""
                        + rest.literal(text) + "\".")
                : literal(rest.literal(text)).orElseThrow();
    }

    private static Intent program(Wording rest, String path) {
        String said =
                Filters.extract(rest).filter().globs().stream().findFirst().orElse("");
        String extension = path.contains(".") ? path.substring(path.lastIndexOf('.') + 1) : said.replace("*.", "");
        boolean hello = rest.has(Tokens.words("hello[- ,]*(?:world)?|greets?"));
        Optional<String> prints =
                rest.find(PRINTS).map(match -> rest.literal(match.group("text").strip()));
        boolean described = prints.isPresent()
                && prints.get().matches("(?i)(?:the|a|an|all|every|its|numbers?|some|fibonacci|prime)\\b.*");
        if (!Programs.knows(extension) || (prints.isEmpty() && !hello) || described) {
            return new Intent.Unknown(
                    "I can write a program that prints a text you give me, in the usual languages, but not that one.");
        }
        String output =
                prints.filter(text -> !text.matches("(?i)hello[- ]?world")).orElse("Hello, world!");
        return new Intent.WriteFile(new Content.Program(extension, output));
    }

    private static String unquoted(String text) {
        String stripped = text.strip();
        return stripped.matches("⟦\\d+⟧[.!]?")
                ? stripped.replaceFirst("[.!]$", "")
                : stripped.replaceFirst("(?i)\\s+(?:in|into|to)\\s+it$", "");
    }

    private static Optional<Intent> literal(String text) {
        return Optional.of(new Intent.WriteFile(new Content.Given(text)));
    }
}
