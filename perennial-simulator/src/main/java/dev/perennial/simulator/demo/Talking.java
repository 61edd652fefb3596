package dev.perennial.simulator.demo;

import dev.perennial.simulator.demo.Intent.Talk;
import java.util.Optional;
import java.util.regex.Pattern;

/** Understands what needs no files: sums, the time, small talk, texts of one's own; and what is not understood. */
final class Talking {

    private static final Pattern CLOCK = Tokens.words(
            "what(?:'s| is)?\\s+(?:the\\s+)?(?:current\\s+|today's\\s+)?(?:time|date|day)|what time|what day|which (?:day|date|year)|today's date|current (?:time|date)|(?:tell|give|show) me the (?:time|date)|what year|wie spät|quelle heure|qué hora|what(?:'s| is) today");
    private static final Pattern THANKS = Pattern.compile(
            "^(?:many\\s+)?(?:thanks|thank you|thx|cheers|merci|danke|gracias|great job|well done|nice|perfect|awesome|cool|good job|bye|goodbye)\\b.{0,40}$",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern IDENTITY = Tokens.words(
            "who are you|what are you|your name|are you (?:claude|a (?:real |language )?model|real|an? (?:ai|bot|llm|human)|gpt|chatgpt|human)|which model|what model|introduce yourself|who (?:made|built|created) you|are you (?:simulated|the simulator)");
    private static final Pattern HELP = Tokens.words(
            "what can you do|help|how do you work|what do you do|your (?:abilities|capabilities)|how can you help|what are you able to do|how do i use|examples?");
    private static final Pattern GREETING = Pattern.compile(
            "^(?:hi|hello|hey|howdy|greetings|good (?:morning|afternoon|evening|day)|hallo|bonjour|salut|hola|moin|yo|ping|test|are you there|how are you|what's up|sup)\\b.{0,40}$",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private Talking() {}

    static Intent parse(Wording wording) {
        if (wording.text().isBlank()) {
            return new Intent.SmallTalk(Talk.GREETING);
        }
        Optional<Intent> sum = Arithmetic.parse(wording.text());
        if (sum.isPresent()) {
            return sum.get();
        }
        if (wording.has(CLOCK)) {
            return new Intent.Clock();
        }
        return smallTalk(wording).or(() -> Composing.parse(wording)).orElseGet(() -> new Intent.Unknown(""));
    }

    static Optional<Intent> smallTalk(Wording wording) {
        if (wording.has(IDENTITY)) {
            return Optional.of(new Intent.SmallTalk(Talk.IDENTITY));
        }
        if (wording.has(THANKS)) {
            return Optional.of(new Intent.SmallTalk(Talk.THANKS));
        }
        if (wording.has(GREETING)) {
            return Optional.of(new Intent.SmallTalk(Talk.GREETING));
        }
        boolean help = wording.has(HELP) && wording.text().split("\\s+").length <= 8;
        return help ? Optional.of(new Intent.SmallTalk(Talk.HELP)) : Optional.empty();
    }
}
