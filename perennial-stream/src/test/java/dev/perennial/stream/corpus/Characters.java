package dev.perennial.stream.corpus;

import java.util.List;

/** Texts that are hard on those who take a code point, or half of one, for a character. */
final class Characters {

    private static final List<String> EMOJI = List.of(
            "👨‍👩‍👧‍👦",
            "👩‍💻",
            "🏳️‍🌈",
            "🇩🇪",
            "🇫🇷",
            "🇩🇪🇫🇷",
            "👍🏽",
            "👍",
            "🙂",
            "❤️",
            "1️⃣",
            "🧑🏿‍🚀",
            "🫱🏻‍🫲🏿",
            "😀😀",
            "🏴‍☠️");
    private static final List<String> LETTERS = List.of(
            "e\u0301",
            "a\u0308",
            "o\u0302\u0323",
            "n\u0303",
            "u\u0308\u0304",
            "s\u0307\u0323",
            "e",
            "i",
            "t ",
            "r",
            "n",
            "c\u0327");
    private static final List<String> MARKS =
            List.of("\u0300", "\u0301", "\u0336", "\u0489", "\u0315", "\u035C", "\u0347");
    private static final List<String> BLANKS = List.of(
            " ", "  ", "\n", "\n\n", "\t", "\u00A0", "\r\n", " \n", "\u3000", "\u2009", "\u200B", "\n\n\n", "    ",
            "\u202F");
    private static final List<String> WORDS = List.of("a", "the", "vallée", "10", "km", "—", "100", "%", "河", ":");

    private Characters() {}

    static void emoji(Pen pen) {
        while (!pen.full()) {
            pen.addOneOf(EMOJI);
            if (pen.oneIn(3)) {
                pen.add(" ").addOneOf(EuropeanProse.ENGLISH.objects()).add(" ");
            }
            if (pen.oneIn(5)) {
                pen.repeat(pen.pick(EMOJI), pen.between(2, 5));
            }
        }
    }

    static void decomposed(Pen pen) {
        while (!pen.full()) {
            pen.addOneOf(LETTERS).add(pen.oneIn(6) ? " " : "");
        }
    }

    static void stackedMarks(Pen pen) {
        while (!pen.full()) {
            pen.addOneOf(LETTERS);
            for (int marks = pen.below(4); marks > 0; marks--) {
                pen.addOneOf(MARKS);
            }
        }
    }

    static void blanks(Pen pen) {
        while (!pen.full()) {
            pen.addOneOf(WORDS).addOneOf(BLANKS).add(pen.oneIn(3) ? pen.pick(BLANKS) : "");
        }
    }

    static void windowsLines(Pen pen) {
        while (!pen.full()) {
            pen.addOneOf(EuropeanProse.ENGLISH.objects()).add(pen.oneIn(4) ? "\r\n\r\n" : "\r\n");
        }
    }

    static void tabs(Pen pen) {
        while (!pen.full()) {
            pen.addOneOf(WORDS).repeat("\t", pen.between(1, 3)).addOneOf(WORDS).add("\n");
        }
    }

    static void noBreakSpaces(Pen pen) {
        while (!pen.full()) {
            pen.add(pen.below(900)).add("\u00A0").add(pen.oneIn(2) ? "km" : "€").add(" ");
            pen.addOneOf(EuropeanProse.FRENCH.objects()).add("\u202F; ");
        }
    }

    /** Between one and ten characters. */
    static void tiny(Pen pen) {
        int from = pen.below(6);
        String word = pen.pick(List.of(
                "Yes.", "No", "42", "Ja, gern.", "好的。", "👍🏽", "OK\n", "haha", "- a\n- b", "e\u0301", "??", "1"));
        pen.add(word.length() > 6 && from > 3 ? word.substring(word.offsetByCodePoints(0, 2)) : word);
    }
}
