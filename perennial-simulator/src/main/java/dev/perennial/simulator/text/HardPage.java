package dev.perennial.simulator.text;

import java.util.List;
import java.util.Random;

/** One page of a kind of text that is hard to join: whole lines, then one that fills it up to its fixed length. */
final class HardPage {

    /** Longer than any line. */
    private static final int LONGEST_LINE = 160;

    private static final List<String> NAMES = List.of("alpha", "beta", "gamma", "delta", "total", "index", "value");
    private static final List<String> HAN =
            List.of("春の雨", "河流", "静かな", "水面", "风", "山谷", "と", "の", "在", "流れる", "记得", "夜明け");
    private static final List<String> MARKS = List.of(
            "👩‍👩‍👧‍👦", "🇳🇴", "👍🏽", "e\u0301", "a\u0308\u0323", "🏳️‍🌈", "❤️", "n\u0303", "🧑🏿‍🚀", "क्षि");
    private static final List<String> VERSE =
            List.of("Ha ha ha ha", "The river runs, the river runs", "and on it runs and on", "Ha ha ha ha");

    private final TextKind kind;
    private final Random random;
    private final StringBuilder page = new StringBuilder(Page.LENGTH);

    HardPage(TextKind kind, Random random) {
        this.kind = kind;
        this.random = random;
    }

    String text() {
        page.append(head());
        for (int line = 0; left() > LONGEST_LINE; line++) {
            page.append(line(line)).append('\n');
        }
        return page.append(filler(left() - 1)).append('\n').append(tail()).toString();
    }

    private int left() {
        return Page.LENGTH - page.length() - tail().length();
    }

    private String head() {
        return switch (kind) {
            case CODE -> "```java\nvoid part" + random.nextInt(100) + "() {\n";
            case TABLE -> "| name | count | share |\n|:---|---:|---:|\n";
            case PROSE, LIST, CJK, EMOJI, REFRAIN, NUMBERS, JSON, MIXED -> "";
        };
    }

    private String tail() {
        return switch (kind) {
            case CODE -> "}\n```\n\n";
            case TABLE, LIST, REFRAIN -> "\n";
            case PROSE, CJK, EMOJI, NUMBERS, JSON, MIXED -> "";
        };
    }

    private String line(int number) {
        return switch (kind) {
            case CODE -> code(number);
            case TABLE -> "| " + pick(NAMES) + " | " + random.nextInt(3) + " | 0." + random.nextInt(10) + " |";
            case LIST -> "    ".repeat(random.nextInt(3)) + (random.nextBoolean() ? "- " : number + ". ") + pick(NAMES);
            case CJK -> run(HAN, "") + "。";
            case EMOJI -> run(MARKS, random.nextBoolean() ? "" : " ");
            case REFRAIN -> VERSE.get(number % VERSE.size()) + (number % VERSE.size() == 1 ? "," : "");
            case NUMBERS -> numbers(number);
            case JSON -> json(number);
            case PROSE, MIXED -> pick(NAMES);
        };
    }

    private String code(int number) {
        return switch (random.nextInt(5)) {
            case 0 -> "    if (" + pick(NAMES) + " > 0) {\n        " + pick(NAMES) + "++;\n    }";
            case 1 -> "";
            case 2 -> "\t// step " + number;
            default -> "    " + pick(NAMES) + " = " + pick(NAMES) + " + 1;";
        };
    }

    private String numbers(int number) {
        return switch (random.nextInt(3)) {
            case 0 -> "142857".repeat(1 + random.nextInt(8));
            case 1 -> number + ", " + (number + 1) + ", " + (number + 2) + ",";
            default -> "0." + "3".repeat(1 + random.nextInt(40)) + " " + random.nextInt(1_000_000);
        };
    }

    private String json(int number) {
        return "{\"id\":" + number + ",\"name\":\"" + pick(NAMES) + "\",\"tags\":[\"" + pick(NAMES) + "\",\""
                + pick(NAMES) + "\"],\"at\":{\"x\":" + random.nextInt(10) + ".0,\"y\":null}}";
    }

    private String run(List<String> words, String between) {
        StringBuilder run = new StringBuilder(pick(words));
        for (int i = random.nextInt(10); i > 0; i--) {
            run.append(between).append(pick(words));
        }
        return run.toString();
    }

    private String filler(int length) {
        String start = switch (kind) {
            case CODE -> "    // ";
            case TABLE -> "| ";
            case LIST -> "- ";
            case JSON -> "{\"end\":\"";
            case PROSE, CJK, EMOJI, REFRAIN, NUMBERS, MIXED -> "";
        };
        String end = switch (kind) {
            case TABLE -> " | 0 | 0 |";
            case JSON -> "\"}";
            case PROSE, CODE, LIST, CJK, EMOJI, REFRAIN, NUMBERS, MIXED -> "";
        };
        return start + letters(length - start.length() - end.length()) + end;
    }

    private String letters(int count) {
        StringBuilder letters = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            letters.append((char) ('a' + random.nextInt(26)));
        }
        return letters.toString();
    }

    private String pick(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
