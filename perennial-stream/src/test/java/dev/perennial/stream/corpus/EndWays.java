package dev.perennial.stream.corpus;

import dev.perennial.simulator.manner.Continued;
import java.util.List;

/** Ways to end, or not to begin. */
final class EndWays {

    private static final List<String> BEFORE = List.of(
            "Natürlich, hier geht es weiter:\n\n",
            "Here's the remainder, beginning exactly where the text was cut off:\n\n",
            "Voici la suite :\n",
            "[continued]\n",
            "> ",
            "**Part 2**\n\n",
            "续：\n");
    private static final List<String> BEHIND =
            List.of("(continuing)\n", "\n\nAs I was saying: ", "…", "Continuing from there:\n\n", " [cont.] ");
    private static final List<String> LAST = List.of(
            "\n\nLet me know if you'd like more detail!", "\n\n---\n*End of response.*", "\n\nIst noch etwas offen?");
    private static final List<String> REFUSALS = List.of(
            "Das kann ich leider nicht fortsetzen.",
            "Je suis désolé, mais je ne peux pas poursuivre ce texte.",
            "申し訳ありませんが、その続きを書くことはできません。",
            "抱歉，我无法继续这个回答。",
            "Lo siento, no puedo continuar con eso.",
            "عذرًا، لا يمكنني المتابعة.");
    private static final List<String> ANSWERED = List.of(
            "I already answered that above.",
            "As mentioned, my previous message contains the complete answer.",
            "Ich habe das oben schon vollständig beantwortet.",
            "There was nothing left to add.");
    private static final List<String> QUESTIONS = List.of(
            "Could you tell me which part you would like me to continue?",
            "I don't see a previous response in this conversation. What should I continue?",
            "Which text do you mean?");

    private EndWays() {}

    static Continued doneThoughMissing(Turn turn) {
        return turn.reply().mark(turn.done()).done();
    }

    static Continued doneBehindForm(Turn turn) {
        return turn.form().mark(turn.done()).done();
    }

    static Continued doneInWords(Turn turn) {
        return turn.reply()
                .remark(turn.pick(List.of("Done.", "Complete.", "done", "[END]")))
                .done();
    }

    static Continued doneInSentence(Turn turn) {
        return turn.reply()
                .remark("Nothing is missing: ")
                .mark(turn.done())
                .remark(" as you asked.")
                .done();
    }

    static Continued doneBehindRest(Turn turn) {
        return turn.form().fresh(turn.rest()).mark(turn.done()).done();
    }

    static Continued restWithoutTagsThenDone(Turn turn) {
        return turn.reply().fresh(turn.rest()).mark(turn.done()).done();
    }

    static Continued doneThenRest(Turn turn) {
        return turn.reply().mark(turn.done()).rest(turn);
    }

    static Continued doneThenForm(Turn turn) {
        return turn.reply().mark(turn.done()).form(turn, turn.quote()).rest(turn);
    }

    static Continued remarkBeforeTags(Turn turn) {
        return turn.reply().remark(turn.pick(BEFORE)).form(turn, turn.quote()).rest(turn);
    }

    static Continued remarkBehindTags(Turn turn) {
        return turn.form().remark(turn.pick(BEHIND)).rest(turn);
    }

    static Continued remarkAtEnd(Turn turn) {
        return turn.form().fresh(turn.rest()).remark(turn.pick(LAST)).done();
    }

    static Continued remarkWithoutTags(Turn turn) {
        return turn.reply().remark(turn.pick(BEFORE)).rest(turn);
    }

    /** Names the tags before it uses them. */
    static Continued talksAboutTags(Turn turn) {
        return turn.reply()
                .remark("I was asked to begin with ")
                .mark(turn.open())
                .remark(" and to send ")
                .mark(turn.done())
                .remark(" if nothing is missing.\n\n")
                .form(turn, turn.quote())
                .rest(turn);
    }

    static Continued refuses(Turn turn) {
        return turn.reply().remark(turn.pick(REFUSALS)).done();
    }

    /** Begins as it was asked to and refuses then. */
    static Continued refusesBehindTags(Turn turn) {
        return turn.form().remark(turn.pick(REFUSALS)).done();
    }

    static Continued answeredAlready(Turn turn) {
        return turn.reply().remark(turn.pick(ANSWERED)).done();
    }

    static Continued asksBack(Turn turn) {
        return turn.reply().remark(turn.pick(QUESTIONS)).done();
    }

    static Continued empty(Turn turn) {
        return turn.reply().done();
    }

    static Continued blank(Turn turn) {
        return turn.reply()
                .other(turn.pick(List.of(" ", "\n", "\n\n\n", "\t \n", "\u00A0")))
                .done();
    }

    /** The tags and nothing behind them. */
    static Continued onlyForm(Turn turn) {
        return turn.form().done();
    }
}
