package dev.perennial.stream.corpus;

import java.util.List;

/** Texts that say the same again, though nothing went wrong. */
final class Repetition {

    private static final List<String> WORDS = List.of(
            "said ", "ha ", "no, ", "very ", "bla ", "that ", "had ", "la ", "nie ", "sehr ", "哈", "ho-", "na", "yes! ",
            "5", "knock, ");
    private static final List<String> VERSES = List.of(
            "The ferry left the harbour at nine,\n",
            "and nobody counted the crates.\n",
            "We sang of the salt and the vine,\n",
            "and of those who come home too late.\n",
            "The lantern went out by the gate,\n",
            "The captain was writing a line,\n");
    private static final List<String> REFRAINS = List.of(
            "Row, row, the river is wide,\nrow till the morning, row with the tide!\n\n",
            "Oh, the wind, the wind,\nthe wind on the water!\nOh, the wind, the wind!\n\n",
            "Fahr, fahr, Schifflein klein,\nfahr in den hellen Tag hinein!\n\n");
    private static final List<String> PERIODS = List.of(
            "a", "ab", "abc", "=", "-", ". ", "*-", "01", " ", "\n", "\t", "xX", "ab ", "foo", "12345", "あ", "ab\n",
            "🙂", "| ");

    private Repetition() {}

    static void words(Pen pen) {
        while (!pen.full()) {
            pen.addOneOf(EuropeanProse.ENGLISH.openings()).add(" ");
            pen.repeat(pen.pick(WORDS), pen.between(2, 6));
            pen.addOneOf(EuropeanProse.ENGLISH.objects()).add(". ");
        }
    }

    static void sentences(Pen pen) {
        while (!pen.full()) {
            pen.repeat(one(EuropeanProse.ENGLISH, pen), pen.between(1, 3));
        }
    }

    static void paragraphs(Pen pen) {
        while (!pen.full()) {
            String paragraph = one(EuropeanProse.ENGLISH, pen)
                    + one(EuropeanProse.ENGLISH, pen).stripTrailing() + "\n\n";
            pen.repeat(paragraph, pen.between(1, 3));
        }
    }

    private static String one(Language language, Pen pen) {
        return pen.pick(language.openings()) + " " + pen.pick(language.objects()) + " " + pen.pick(language.ends())
                + ". ";
    }

    static void lines(Pen pen) {
        while (!pen.full()) {
            pen.repeat(pen.pick(VERSES), pen.between(1, 4));
        }
    }

    /** A song; its last refrain is sung twice or more. */
    static void song(Pen pen) {
        String refrain = pen.pick(REFRAINS);
        while (!pen.full()) {
            pen.addOneOf(VERSES).addOneOf(VERSES).add("\n").add(refrain);
        }
        pen.repeat(refrain, pen.between(2, 3)).addOneOf(VERSES);
    }

    /** A song that grows: each verse sings the ones before it again. */
    static void growingSong(Pen pen) {
        StringBuilder sung = new StringBuilder();
        while (!pen.full()) {
            sung.insert(0, pen.pick(VERSES));
            pen.repeat(sung + "\n", pen.between(1, 2));
        }
    }

    static void period(Pen pen) {
        pen.add(pen.oneIn(2) ? "x" : "");
        String period = pen.pick(PERIODS);
        pen.repeat(period, 3);
        while (!pen.full()) {
            pen.repeat(period, 8);
        }
        pen.add(pen.oneIn(2) ? "!" : "");
    }

    static void rules(Pen pen) {
        while (!pen.full()) {
            pen.repeat(pen.oneIn(2) ? "=" : "-", pen.between(3, 78)).add("\n");
            EuropeanProse.ENGLISH.sentence(pen);
            pen.add("\n");
        }
    }

    /** A period with a fault somewhere, so that what seems periodic is not. */
    static void nearPeriod(Pen pen) {
        String period = pen.pick(PERIODS);
        while (!pen.full()) {
            pen.repeat(period, pen.between(2, 9)).add(pen.oneIn(2) ? "b" : "!");
        }
    }
}
