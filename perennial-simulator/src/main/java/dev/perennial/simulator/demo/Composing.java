package dev.perennial.simulator.demo;

import dev.perennial.simulator.demo.Intent.Form;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Understands wishes for a text of one's own: its form, subject and length. */
final class Composing {

    private static final Pattern FORM = Tokens.words(
            "story|stories|tale|fairy ?tale|novel|novella|fable|adventure|narrative|geschichte|märchen|histoire|cuento|historia|poem|poetry|verses?|sonnet|limerick|song|ballad|rhyme|lyrics|gedicht|poème|poema|haikus?|essay|article|text|prose|blog post|report|speech|explanation|paragraphs?|letter|email|e-mail|words|lorem ipsum|chapter|pages|tell me everything|something long|long answer");
    private static final Pattern WISH = Tokens.words(
            "write|tell|compose|create|generate|make|give|want|need|would like|invent|produce|draft|read|recite|explain|schreibe?|erzähle?|écris|raconte|escribe|cuenta|cuéntame|another|a long|long|short");
    private static final Pattern LENGTH = Pattern.compile(
            "(?<n>\\d[\\d.,_ ]*\\d|\\d)\\s*(?<k>k|thousand)?[- ]*(?<unit>words?|wörter|mots|palabras|tokens?|characters?|pages?|paragraphs?|sentences?|lines?|chapters?|minutes?)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern SPELLED =
            Tokens.words("(?<n>a|one|two|three|four|five|ten|twenty)\\s+(?<unit>hundred|thousand)\\s+words");
    private static final Pattern SUBJECT = Pattern.compile(
            "\\b(?:about|on|of|regarding|concerning|featuring|über|von|sur|sobre|acerca de)\\s+(?!(?:about|at least|around)?\\s*\\d)(?<subject>(?:(?!\\s+(?:in|with|of|at|that|using|and (?:save|write|put|make)|please|to the|for my)\\b|\\s+(?:about|around)\\s+\\d)[^.,;!?\\n])+)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern LONG = Tokens.words(
            "long|longer|very long|lengthy|detailed|epic|extensive|lange?|longue?|larg[oa]|huge|endless|novel");
    private static final Pattern SHORT = Tokens.words("short|brief|tiny|little|quick|kurze?|courte?|cort[oa]|mini");
    private static final int MOST_WORDS = 100_000;

    private Composing() {}

    static Optional<Intent> parse(Wording wording) {
        Optional<MatchResult> match = wording.find(FORM);
        boolean sized = wording.find(LENGTH).isPresent();
        if (match.isEmpty() || (!wording.has(WISH) && !sized && wording.text().split("\\s+").length > 8)) {
            return Optional.empty();
        }
        String word = match.get().group().toLowerCase(Locale.ROOT);
        if (word.matches("words|text|report|pages|article|paragraphs?") && !wording.has(WISH) && !wording.has(LENGTH)) {
            return Optional.empty();
        }
        return Optional.of(compose(wording, form(word, wording)));
    }

    private static Intent compose(Wording wording, Form form) {
        String subject = wording.find(SUBJECT)
                .map(m -> wording.literal(m.group("subject").strip()))
                .orElse("");
        return new Intent.Compose(form, subject.length() > 80 ? "" : subject, length(wording, form));
    }

    private static Form form(String word, Wording wording) {
        if (word.startsWith("haiku")) {
            return Form.HAIKU;
        }
        if (word.matches("poem|poetry|verses?|sonnet|limerick|song|ballad|rhyme|lyrics|gedicht|poème|poema")) {
            return Form.POEM;
        }
        if (word.matches("letter|e-?mail")) {
            return Form.LETTER;
        }
        boolean essay = word.matches(
                "essay|article|text|prose|blog post|report|speech|explanation|paragraphs?|lorem ipsum|tell me everything");
        return essay || wording.has(Tokens.words("explain|essay")) ? Form.ESSAY : Form.STORY;
    }

    private static int length(Wording wording, Form form) {
        Optional<MatchResult> said = wording.find(LENGTH);
        if (said.isPresent()) {
            return Math.clamp(words(said.get()), 5, MOST_WORDS);
        }
        Optional<MatchResult> spelled = wording.find(SPELLED);
        if (spelled.isPresent()) {
            int number = Math.max(1, Counting.number(spelled.get().group("n")));
            return number * (spelled.get().group("unit").equalsIgnoreCase("hundred") ? 100 : 1000);
        }
        int usual = switch (form) {
            case STORY, ESSAY -> 500;
            case POEM -> 90;
            case HAIKU -> 13;
            case LETTER -> 160;
        };
        boolean fixed = form == Form.HAIKU || form == Form.LETTER;
        return fixed ? usual : wording.has(LONG) ? usual * 5 : wording.has(SHORT) ? usual * 2 / 5 : usual;
    }

    private static long words(MatchResult said) {
        long number = Long.parseLong(said.group("n").replaceAll("\\D", "").replaceFirst("^(\\d{7}).*", "$1"));
        long count = said.group("k") == null ? number : number * 1000;
        return switch (said.group("unit").toLowerCase(Locale.ROOT).replaceFirst("s$", "")) {
            case "page" -> count * 400;
            case "paragraph" -> count * 70;
            case "sentence" -> count * 14;
            case "line" -> count * 7;
            case "chapter" -> count * 500;
            case "minute" -> count * 150;
            case "token" -> count * 3 / 4;
            case "character" -> count / 6;
            default -> count;
        };
    }
}
