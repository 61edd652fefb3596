package dev.perennial.simulator.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request with everything quoted taken out: in {@code text} a mark such as {@code ⟦0⟧} stands for each quotation, so
 * that patterns look at the user's own words only.
 */
record Wording(String text, List<Quotation> quotations) {

    /** A quotation and the character that opened it; {@code ~} for a fenced block. */
    record Quotation(char mark, String text) {}

    private static final Pattern QUOTATION = Pattern.compile(
            "(?<=(?:content|contents|text|following|lines|this) ?:)[ \\t]*\\n(?<rest>.+)$|```[\\w+-]*\\n(?<fence>.*?)\\n?```|`(?<tick>[^`\\n]+)`"
                    + "|\"(?<straight>[^\"]*)\"|“(?<curly>[^”]*)”|«\\s?(?<guillemet>[^»]*?)\\s?»|„(?<low>[^“”]*)[“”]"
                    + "|(?<![\\p{L}\\p{N}])['‘](?<single>[^'‘’\\n]*(?:['’]\\p{L}[^'‘’\\n]*){0,20})['’](?!\\p{L})",
            Pattern.DOTALL);
    private static final Pattern RUNS = Pattern.compile("[ \\t]{2,}+");
    private static final Pattern MARK = Pattern.compile("⟦(\\d+)⟧");

    Wording {
        quotations = List.copyOf(quotations);
    }

    static Wording of(String raw) {
        List<Quotation> quotations = new ArrayList<>();
        Matcher matcher = QUOTATION.matcher(raw.replace("⟦", "[").replace("⟧", "]"));
        String text = matcher.replaceAll(found -> {
            quotations.add(quotation(found));
            return "⟦" + (quotations.size() - 1) + "⟧";
        });
        return new Wording(RUNS.matcher(text).replaceAll(" ").strip(), quotations);
    }

    private static Quotation quotation(MatchResult found) {
        for (int group = 1; group <= found.groupCount(); group++) {
            if (found.group(group) != null) {
                char mark =
                        found.group().startsWith("```") ? '~' : found.group().charAt(0);
                return new Quotation(mark, found.group(group));
            }
        }
        return new Quotation('"', "");
    }

    Wording with(String newText) {
        return new Wording(newText.replaceAll("[ \\t]{2,}", " ").strip(), quotations);
    }

    /** These words without a part that has been understood. */
    Wording without(int from, int to) {
        return with(text.substring(0, from) + " " + text.substring(to));
    }

    boolean has(Pattern pattern) {
        return pattern.matcher(text).find();
    }

    Optional<MatchResult> find(Pattern pattern) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.toMatchResult()) : Optional.empty();
    }

    /** A piece of {@code text} with the quotations in it as they were meant, without their quotes. */
    String literal(String piece) {
        return MARK.matcher(piece)
                .replaceAll(mark ->
                        Matcher.quoteReplacement(quotation(mark.group(1)).text()));
    }

    /** A piece of {@code text} as the user typed it, with its quotes. */
    String original(String piece) {
        return MARK.matcher(piece).replaceAll(mark -> {
            Quotation quotation = quotation(mark.group(1));
            String quote = quotation.mark() == '~' ? "" : String.valueOf(quotation.mark());
            return Matcher.quoteReplacement(quote + quotation.text() + quote);
        });
    }

    Quotation quotation(String index) {
        int at = Integer.parseInt(index);
        return at < quotations.size() ? quotations.get(at) : new Quotation('"', "");
    }

    /** The quotations that are still in the text, in order. */
    List<Quotation> remaining() {
        return MARK.matcher(text)
                .results()
                .map(mark -> quotation(mark.group(1)))
                .toList();
    }
}
