package dev.perennial.simulator.demo;

import dev.perennial.simulator.demo.Intent.Treatment;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Understands requests that bring their own text: "Summarise this", an empty line, the text. */
final class Attached {

    private record Parts(String wish, String text) {}

    private static final int LONGEST_WISH = 400;
    private static final int SHORTEST_QUOTATION = 60;
    private static final Pattern EMPTY_LINE = Pattern.compile("\\n[ \\t]*\\n");
    private static final Pattern DEICTIC = Tokens.words(
            "this|these|those|that|following|below|above|it|text|notes?|passage|paragraphs?|article|message|diesen?|diese[srm]?|folgenden?");
    private static final Pattern COLON = Pattern.compile("^([^:\\n]{3,120}):\\s+(\\S.*)$", Pattern.DOTALL);
    private static final Pattern SUMMARY = Tokens.words(
            "summari[sz]e|summari[sz]ing|summary|tl;?dr|gist|sum up|recap|digest|key points|main points|shorten|condense|abstract|explain|what(?:.s| is| does) (?:this|it|the text)|fasse|zusammenfass\\w*|résume\\w*|resum\\w*");
    private static final Pattern LIST = Tokens.words(
            "(?:turn|convert|make|put|bring|transform|format|rewrite|change|break|list|as|into|in)\\b.{0,60}\\b(?:list|bullets?|bullet[- ]points?|points|checklist|items)");
    private static final Pattern CHECKLIST = Tokens.words("check[- ]?list|to-?do(?: list)?|tasks?");
    private static final Pattern SORT = Tokens.words("sort|alphabeti[sz]e|order|sortiere?");
    private static final Pattern SAVE =
            Tokens.words("write|save|put|store|create|make|file|contents?|text|schreibe?|speichere?");

    private Attached() {}

    /** The task, if {@code request} is a wish and a text for it. */
    static Optional<Task> parse(String request) {
        String text = request.replace("\r\n", "\n").strip();
        for (Optional<Parts> parts : List.of(below(text), above(text), afterColon(text), quoted(text))) {
            Optional<Task> task = parts.flatMap(Attached::task);
            if (task.isPresent()) {
                return task;
            }
        }
        return Optional.empty();
    }

    private static Optional<Parts> below(String request) {
        Matcher gap = EMPTY_LINE.matcher(request);
        return gap.find() && gap.start() <= LONGEST_WISH
                ? Optional.of(new Parts(request.substring(0, gap.start()), request.substring(gap.end())))
                : Optional.empty();
    }

    private static Optional<Parts> above(String request) {
        int gap = request.lastIndexOf("\n\n");
        boolean last = gap > 0
                && request.length() - gap <= LONGEST_WISH
                && Tokens.words("above").matcher(request.substring(gap)).find();
        return last
                ? Optional.of(new Parts(request.substring(gap).strip(), request.substring(0, gap)))
                : Optional.empty();
    }

    private static Optional<Parts> afterColon(String request) {
        Matcher colon = COLON.matcher(request);
        return colon.find() && DEICTIC.matcher(colon.group(1)).find()
                ? Optional.of(new Parts(colon.group(1), colon.group(2)))
                : Optional.empty();
    }

    private static Optional<Parts> quoted(String request) {
        Wording wording = Wording.of(request);
        if (wording.quotations().size() != 1 || wording.text().length() > LONGEST_WISH) {
            return Optional.empty();
        }
        String text = wording.quotations().getFirst().text();
        boolean prose = text.length() >= SHORTEST_QUOTATION && text.contains(" ") && !Tokens.looksLikeFile(text);
        return prose
                ? Optional.of(new Parts(wording.text().replaceAll("⟦\\d+⟧", " ").strip(), text))
                : Optional.empty();
    }

    private static Optional<Task> task(Parts parts) {
        Wording wish = IntentParser.polite(Wording.of(parts.wish().replaceFirst("[\\s:]+$", "")));
        Destinations.Found target = Destinations.extract(wish);
        Wording rest = target.rest();
        boolean files = !Filters.extract(rest).filter().all();
        Place place =
                Places.of(rest.with(rest.text().replaceAll("(?i)\\b(?:this|the following) (?:file|document)\\b", "")));
        if (files || place.named()) {
            return Optional.empty();
        }
        return treatment(rest)
                .map(treatment -> (Intent) new Intent.OfText(treatment, parts.text(), Looking.length(wish)))
                .or(() -> saved(target, wish, parts.text()))
                .map(intent -> new Task(intent, target.destination()));
    }

    private static Optional<Treatment> treatment(Wording wish) {
        if (wish.has(LIST) && !wish.has(Tokens.words("summari[sz]e|key points|main points"))) {
            return Optional.of(wish.has(CHECKLIST) ? Treatment.CHECKLIST : Treatment.LIST);
        }
        Optional<Intent.Metric> metric = Counting.asked(wish);
        if (metric.isPresent()) {
            return switch (metric.get()) {
                case LINES -> Optional.of(Treatment.LINES);
                case WORDS -> Optional.of(Treatment.WORDS);
                case CHARACTERS -> Optional.of(Treatment.CHARACTERS);
                case FILLED_LINES, BYTES, FILES, FOLDERS -> Optional.empty();
            };
        }
        return wish.has(SORT)
                ? Optional.of(Treatment.SORTED)
                : wish.has(SUMMARY) ? Optional.of(Treatment.SUMMARY) : Optional.empty();
    }

    private static Optional<Intent> saved(Destinations.Found target, Wording wish, String text) {
        boolean meant = wish.has(DEICTIC) || wish.has(Tokens.words("contents?|containing"));
        boolean other = wish.has(Tokens.words("translate|about"))
                || Composing.parse(target.rest()).isPresent();
        return target.destination().toFile() && wish.has(SAVE) && meant && !other
                ? Optional.of(new Intent.WriteFile(new Content.Given(text)))
                : Optional.empty();
    }
}
