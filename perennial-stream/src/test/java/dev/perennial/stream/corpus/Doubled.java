package dev.perennial.stream.corpus;

import java.util.random.RandomGenerator;

/**
 * A text that was made to say something twice, and is cut right between the two, so that what is missing begins with what was
 * written last.
 *
 * @param whole the text
 * @param cut where it is cut
 */
record Doubled(String whole, int cut) {

    private static final int LONGEST = 1_500;

    /** Has a text say one of its parts again right behind it: a word, a line, a paragraph. */
    static Doubled of(String text, RandomGenerator random) {
        Unit unit = Unit.any(random);
        int end = whole(text, Math.max(1, unit.end(text, 1 + random.nextInt(text.length()))));
        int start = whole(text, Math.max(Math.max(0, end - LONGEST), unit.start(text, end, random)));
        String said = text.substring(start < end ? start : 0, end);
        return switch (random.nextInt(16)) {
            case 0, 1 -> thrice(text, end, said, random);
            case 2 -> respaced(text, end, said, random);
            case 3, 4 -> planted(text, start, end, said, random);
            case 5 -> nearly(text, end, said, random);
            case 6 -> fromTheStart(text, end, random);
            default -> new Doubled(text.substring(0, end) + said + text.substring(end), end);
        };
    }

    /** Said three times; cut anywhere in the second time. */
    private static Doubled thrice(String text, int end, String said, RandomGenerator random) {
        String whole = text.substring(0, end) + said + said + text.substring(end);
        return new Doubled(whole, whole(whole, end + random.nextInt(said.length())));
    }

    /** Said again behind more white space than before: the same to a reader, not to a program. */
    private static Doubled respaced(String text, int end, String said, RandomGenerator random) {
        return new Doubled(
                text.substring(0, end) + (random.nextBoolean() ? "\n" : " ") + said + text.substring(end), end);
    }

    /** Said before, too, as a refrain is. */
    private static Doubled planted(String text, int start, int end, String said, RandomGenerator random) {
        int before = whole(text, random.nextInt(start + 1));
        String written = text.substring(0, before) + said + text.substring(before, end);
        return new Doubled(written + said + text.substring(end), written.length());
    }

    /** Said again with one character changed, as rows of a table are: alike to a rule that is satisfied with alike. */
    private static Doubled nearly(String text, int end, String said, RandomGenerator random) {
        int at = Tail.whole(said, random.nextInt(said.length()));
        String changed = said.substring(0, at)
                + (random.nextBoolean() ? "7" : "e")
                + said.substring(said.offsetByCodePoints(at, 1));
        return new Doubled(text.substring(0, end) + changed + text.substring(end), end);
    }

    /** Says again how the whole text began, as the next verse or the next record does. */
    private static Doubled fromTheStart(String text, int end, RandomGenerator random) {
        String start = text.substring(0, whole(text, Math.min(text.length(), 8 + random.nextInt(200))));
        return new Doubled(text.substring(0, end) + start + text.substring(end), end);
    }

    private static int whole(String text, int at) {
        return Place.inPair(text, at) ? at + 1 : at;
    }
}
