package dev.perennial.simulator.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.Prompt;
import dev.perennial.simulator.internal.facts.ModelFacts;
import dev.perennial.simulator.internal.facts.ModelTable;
import dev.perennial.simulator.internal.facts.Tokenizer;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds in the user's words how long the text shall be. */
final class AskedLength {

    private static final String UNIT = "(words?|tokens?|characters?|chars?)";
    private static final Pattern BEFORE_UNIT = Pattern.compile("(\\d[\\d,_]{0,11})[ -]?" + UNIT);
    private static final Pattern AFTER_UNIT = Pattern.compile(UNIT + ": ?(\\d[\\d,_]{0,11})");
    private static final long MOST_TOKENS = 1_000_000;
    private static final int MOST_CHARACTERS_PER_TOKEN = 5;

    private static final ModelTable MODELS = ModelTable.load();

    private AskedLength() {}

    /** A little more than fits into the answer's {@code max_tokens}. */
    static long mostCharacters(Prompt prompt) {
        long tokens = prompt.request().path("max_tokens").asLong(MOST_TOKENS);
        return (Math.clamp(tokens, 0, MOST_TOKENS) + 1) * MOST_CHARACTERS_PER_TOKEN;
    }

    /** The length in UTF-16 units that the newest user message with a length asks for; beyond {@code most} inexact. */
    static OptionalLong of(Prompt prompt, PseudoText text, long most) {
        List<JsonNode> messages = prompt.messages();
        for (int i = messages.size() - 1; i >= 0; i--) {
            OptionalLong length = i > 0 && isContinuation(messages.get(i))
                    ? OptionalLong.empty()
                    : inMessage(messages.get(i), prompt, text, most);
            if (length.isPresent()) {
                return length;
            }
        }
        return OptionalLong.empty();
    }

    /** Lengths in a request to continue speak of the piece that is there, not of the whole. */
    private static boolean isContinuation(JsonNode message) {
        return Prompt.asksToContinue(Prompt.text(message.path("content")));
    }

    private static OptionalLong inMessage(JsonNode message, Prompt prompt, PseudoText text, long most) {
        if (!message.path("role").asText().equals("user")) {
            return OptionalLong.empty();
        }
        String words = Prompt.text(message.path("content")).toLowerCase(Locale.ROOT);
        Matcher after = AFTER_UNIT.matcher(words);
        if (after.find()) {
            return OptionalLong.of(characters(number(after.group(2), most), after.group(1), prompt, text));
        }
        Matcher before = BEFORE_UNIT.matcher(words);
        return before.find()
                ? OptionalLong.of(characters(number(before.group(1), most), before.group(2), prompt, text))
                : OptionalLong.empty();
    }

    /** Every unit has a character or more, so a number over the most characters asks for at least these. */
    private static long number(String digits, long most) {
        return Math.min(most, Long.parseLong(digits.replaceAll("[,_]", "")));
    }

    private static long characters(long amount, String unit, Prompt prompt, PseudoText text) {
        if (unit.startsWith("char")) {
            return amount;
        }
        return unit.startsWith("word") ? text.endOfWords(amount) : tokens(amount, prompt, text);
    }

    private static long tokens(long amount, Prompt prompt, PseudoText text) {
        Tokenizer tokenizer = MODELS.find(prompt.request().path("model").asText())
                .map(ModelFacts::tokenizer)
                .orElse(Tokenizer.NEW);
        int tokens = (int) Math.min(amount, MOST_TOKENS);
        return tokenizer.skip(text.text((long) tokens * MOST_CHARACTERS_PER_TOKEN), 0, tokens);
    }
}
