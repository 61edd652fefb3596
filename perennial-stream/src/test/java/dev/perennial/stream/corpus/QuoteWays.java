package dev.perennial.stream.corpus;

import dev.perennial.simulator.manner.Continued;
import java.text.Normalizer;

/** Ways to get what stands in the tags wrong, though not the tags. */
final class QuoteWays {

    private QuoteWays() {}

    /** Begins up to 200 characters earlier. */
    static Continued longer(Turn turn) {
        int asked = turn.quote().length();
        int length = Math.min(turn.written().length(), asked + 1 + turn.random().nextInt(200));
        String tail = turn.written();
        return turn.form(tail.substring(Tail.whole(tail, tail.length() - length)))
                .rest(turn);
    }

    static Continued lastWords(Turn turn) {
        return turn.form(Tail.words(turn.quote(), turn.quote().length() / 2)).rest(turn);
    }

    static Continued lastWord(Turn turn) {
        return turn.form(Tail.word(turn.quote())).rest(turn);
    }

    /** Only its first words, yet goes on behind its last one. */
    static Continued firstWords(Turn turn) {
        String quote = turn.quote();
        return turn.form(quote.substring(0, turn.inside(quote))).rest(turn);
    }

    /** Stops a word early and goes on from there: the word comes behind the tags. */
    static Continued wordEarly(Turn turn) {
        String quote = turn.quote();
        String before =
                quote.substring(0, quote.length() - Tail.word(quote).length()).stripTrailing();
        return turn.form(before).echo(quote.substring(before.length())).rest(turn);
    }

    /** Says the quote again behind the tags. */
    static Continued againBehind(Turn turn) {
        return turn.form().echo(turn.quote()).rest(turn);
    }

    /** Says the last words again behind the tags. */
    static Continued lastWordBehind(Turn turn) {
        return turn.form().echo(Tail.word(turn.written())).rest(turn);
    }

    static Continued twice(Turn turn) {
        return turn.form(turn.quote() + turn.quote()).rest(turn);
    }

    /** Two neighbouring letters change places, or one is doubled. */
    static Continued typo(Turn turn) {
        String quote = turn.quote();
        int at = turn.inside(quote);
        boolean swaps = at > 0 && at < quote.length() && !Character.isSurrogate(quote.charAt(at));
        swaps &= swaps && !Character.isSurrogate(quote.charAt(at - 1)) && quote.charAt(at) != quote.charAt(at - 1);
        String wrong = swaps
                ? quote.substring(0, at - 1) + quote.charAt(at) + quote.charAt(at - 1) + quote.substring(at + 1)
                : quote + quote.substring(Tail.whole(quote, Math.max(0, quote.length() - 1)));
        return turn.form(wrong).rest(turn);
    }

    static Continued otherQuotes(Turn turn) {
        StringBuilder changed = new StringBuilder();
        turn.quote().chars().forEach(c -> changed.append(otherQuote((char) c)));
        return turn.form(changed.toString()).rest(turn);
    }

    private static char otherQuote(char character) {
        return switch (character) {
            case '"' -> '”';
            case '\'' -> '’';
            case '“', '”', '„', '«', '»' -> '"';
            case '’', '‘', '`' -> '\'';
            default -> character;
        };
    }

    static Continued otherDashes(Turn turn) {
        String changed = turn.quote()
                .replace("—", "--")
                .replace('-', '–')
                .replace("...", "…")
                .replace('\u00A0', ' ');
        return turn.form(changed).rest(turn);
    }

    /** The same to the eye in other code points. */
    static Continued otherNormalForm(Turn turn) {
        String composed = Normalizer.normalize(turn.quote(), Normalizer.Form.NFC);
        boolean same = composed.equals(turn.quote());
        return turn.form(same ? Normalizer.normalize(composed, Normalizer.Form.NFD) : composed)
                .rest(turn);
    }

    static Continued escaped(Turn turn) {
        String changed =
                turn.quote().replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        return turn.form(changed).rest(turn);
    }

    static Continued inQuotes(Turn turn) {
        return turn.form("\"" + turn.quote() + "\"").rest(turn);
    }

    /** White space at its ends is gone. */
    static Continued stripped(Turn turn) {
        return turn.form(turn.quote().strip()).rest(turn);
    }

    /** Quotes an earlier place and goes on from there. */
    static Continued earlierPlace(Turn turn) {
        String written = turn.written();
        int end = turn.inside(written);
        int start = Tail.whole(written, Math.max(0, end - turn.quote().length()));
        return turn.form(written.substring(start, end))
                .echo(written.substring(end))
                .rest(turn);
    }
}
