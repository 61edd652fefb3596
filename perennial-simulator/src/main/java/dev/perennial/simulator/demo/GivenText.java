package dev.perennial.simulator.demo;

import dev.perennial.simulator.demo.Intent.OfText;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Does what is wanted with a text that the user brought along. */
final class GivenText {

    private static final Pattern ITEM_MARK = Pattern.compile("^\\s*(?:[-*•]\\s+(?:\\[[ x]\\]\\s*)?|\\d+[.)]\\s+)");
    private static final Pattern SENTENCE = Pattern.compile("(?<=[.!?;])\\s+(?=\\S)");

    private GivenText() {}

    static Finding treat(OfText wish) {
        String text = wish.text();
        return switch (wish.treatment()) {
            case SUMMARY -> plain(summary(wish));
            case LIST -> plain(list(text, "- "));
            case CHECKLIST -> plain(list(text, "- [ ] "));
            case SORTED ->
                plain(text.lines().sorted(String.CASE_INSENSITIVE_ORDER).collect(Collectors.joining("\n")));
            case LINES -> counted(Intent.Metric.LINES.of(text.lines().count()));
            case WORDS -> counted(Intent.Metric.WORDS.of(Prose.words(text)));
            case CHARACTERS -> counted(Intent.Metric.CHARACTERS.of(text.codePointCount(0, text.length())));
        };
    }

    private static String summary(OfText wish) {
        String size =
                "The text has " + Intent.Metric.LINES.of(wish.text().lines().count()) + " and "
                        + Intent.Metric.WORDS.of(Prose.words(wish.text())) + ".";
        return size + "\n\n" + Summariser.gist(wish.text(), wish.length());
    }

    private static Finding plain(String text) {
        return Finding.of(new Document.TextDocument(text), "", text);
    }

    private static Finding counted(String number) {
        String sentence = "The text that you gave me has " + number + ".";
        return Finding.text(sentence, sentence);
    }

    private static String list(String text, String mark) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        List<String> items =
                lines.size() > 1 ? lines : SENTENCE.splitAsStream(text.strip()).toList();
        List<String> parts = items.size() == 1 ? List.of(items.getFirst().split("\\s*,\\s*(?:and\\s+)?", -1)) : items;
        return parts.stream()
                .map(item -> mark + ITEM_MARK.matcher(item).replaceFirst("").strip())
                .collect(Collectors.joining("\n"));
    }
}
