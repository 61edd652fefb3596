package dev.perennial.stream.corpus;

import dev.perennial.simulator.manner.Continued;
import java.util.List;

/** Ways to say again what the reader has, or to go on with something else. */
final class RestartWays {

    private static final List<String> TRANSLATED = List.of(
            "Der Rest der Antwort handelt davon, wie man es besser macht. ",
            "Le reste de la réponse explique comment faire mieux. ",
            "El resto de la respuesta explica cómo hacerlo mejor. ",
            "回答的其余部分说明了怎样做得更好。");
    private static final int LONGEST_TRANSLATION = 2_000;

    private RestartWays() {}

    static Continued answersAgain(Turn turn) {
        return turn.reply().echo(turn.written()).rest(turn);
    }

    static Continued answersAgainBehindTags(Turn turn) {
        return turn.form().echo(turn.written()).rest(turn);
    }

    /** Begins the answer again with some of its words changed. */
    static Continued beginsReworded(Turn turn) {
        String reworded =
                turn.written().replace(" the ", " this ").replace(". ", ", so ").replace("ein", "'n");
        return turn.reply().echo("Well, " + reworded).rest(turn);
    }

    /** Opens the fence, table or list again that the reader sees open. */
    static Continued reopens(Turn turn) {
        return turn.reply().echo(Opening.of(turn.written())).rest(turn);
    }

    static Continued reopensBehindTags(Turn turn) {
        return turn.form().echo(Opening.of(turn.written())).rest(turn);
    }

    /** Opens it again and begins the line again that was cut. */
    static Continued reopensAndRepeatsLine(Turn turn) {
        String written = turn.written();
        return turn.reply().echo(Opening.of(written)).echo(Tail.line(written)).rest(turn);
    }

    static Continued repeatsLine(Turn turn) {
        return turn.reply().echo(Tail.line(turn.written())).rest(turn);
    }

    static Continued repeatsWord(Turn turn) {
        return turn.reply().echo(Tail.word(turn.written())).rest(turn);
    }

    /** The quote, as asked, without the tags. */
    static Continued repeatsQuote(Turn turn) {
        return turn.reply().echo(turn.quote()).rest(turn);
    }

    static Continued repeatsWordInCapitals(Turn turn) {
        String word = Tail.word(turn.written());
        boolean letters = !word.isEmpty() && Character.isLetter(word.charAt(0));
        String capital = letters ? Character.toTitleCase(word.charAt(0)) + word.substring(1) : "… " + word;
        return turn.reply().echo(capital).rest(turn);
    }

    /** Goes on from the last line but leaves its line end out. */
    static Continued repeatsLineStripped(Turn turn) {
        return turn.reply().echo(Tail.line(turn.written()).strip()).rest(turn);
    }

    static Continued spaceAdded(Turn turn) {
        return turn.reply().other(turn.pick(List.of(" ", "\n", "\n\n", "  "))).rest(turn);
    }

    static Continued spaceRemoved(Turn turn) {
        String stripped = turn.rest().stripLeading();
        return stripped.equals(turn.rest())
                ? turn.reply().rest(turn)
                : turn.reply().other(stripped).done();
    }

    static Continued spaceRemovedBehindTags(Turn turn) {
        String stripped = turn.rest().stripLeading();
        return stripped.equals(turn.rest())
                ? turn.form().rest(turn)
                : turn.form().other(stripped).done();
    }

    static Continued translates(Turn turn) {
        return turn.reply().other(translation(turn)).done();
    }

    static Continued translatesBehindTags(Turn turn) {
        return turn.form().other(translation(turn)).done();
    }

    private static String translation(Turn turn) {
        String sentence = turn.pick(TRANSLATED);
        int length = Math.min(LONGEST_TRANSLATION, turn.rest().length());
        return sentence.repeat(1 + length / sentence.length());
    }

    /** Leaves out the first words of what is missing. */
    static Continued skipsAhead(Turn turn) {
        String rest = turn.rest();
        int from = turn.inside(rest);
        return from == 0
                ? turn.form().rest(turn)
                : turn.form().other(rest.substring(from)).done();
    }

    /** Begins the next word with a capital, as if it were a sentence. */
    static Continued capitalised(Turn turn) {
        String rest = turn.rest();
        if (rest.isEmpty() || !Character.isLowerCase(rest.charAt(0))) {
            return turn.form().rest(turn);
        }
        return turn.form()
                .other(Character.toUpperCase(rest.charAt(0)) + rest.substring(1))
                .done();
    }
}
