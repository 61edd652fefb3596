package dev.perennial.web.page;

import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Markdown of every shape: documents by chance, which the same seed gives again, and blocks that do not end. */
final class MarkdownShapes {

    private static final List<String> WORDS = List.of(
            "bees",
            "the",
            "garden",
            "**water** it",
            "`code`",
            "*often*",
            "[a link](https://example.org/a)",
            "https://example.org",
            "[defined]",
            "[by name][other]",
            "and",
            "snake_case",
            "5 < 6 & 7",
            "&copy; you",
            "~~not~~",
            "![picture](https://example.org/p.png)",
            "<b>bold</b>",
            "1. no item",
            "a \\* star",
            "\uD83D\uDC1D",
            "[^1]");

    private final Random random;

    MarkdownShapes(long seed) {
        random = new Random(seed);
    }

    /** A document of some blocks, with definitions of links at its end, or not. */
    String document() {
        String body = blocks(2 + random.nextInt(12), 0);
        String definitions = "[defined]: https://example.org/d\n[other]: <https://example.org/o> \"a title\"\n";
        return random.nextBoolean() ? body + "\n" + definitions : body;
    }

    private String blocks(int count, int depth) {
        return IntStream.range(0, count).mapToObj(i -> block(depth)).collect(Collectors.joining("\n"));
    }

    /** A block, which ends with its line. */
    private String block(int depth) {
        return switch (random.nextInt(depth < 3 ? 13 : 8)) {
            case 0 -> "#".repeat(1 + random.nextInt(6)) + " " + words(4) + (random.nextBoolean() ? " ##\n" : "\n");
            case 1 -> words(3) + "\n" + (random.nextBoolean() ? "---\n" : "=====\n");
            case 2, 3 -> table();
            case 4 -> fence();
            case 5 -> lines(1 + random.nextInt(3), i -> "    code " + i + "\n") + "\n";
            case 6 -> random.nextBoolean() ? "***\n" : "<div align=\"center\">\n" + words(3) + "\n</div>\n";
            case 8, 9, 10 -> list(depth);
            case 11, 12 -> prefixed(blocks(1 + random.nextInt(3), depth + 1), "> ", "> ");
            default -> paragraph();
        };
    }

    private String paragraph() {
        int length = random.nextInt(20) == 0 ? 700 : 14;
        return lines(1 + random.nextInt(3), i -> words(length) + (random.nextInt(4) == 0 ? "  \n" : "\n"));
    }

    private String table() {
        int columns = 1 + random.nextInt(4);
        int rows = random.nextInt(12) == 0 ? 100 : random.nextInt(5);
        String aligned =
                lines(columns, i -> List.of("---|", ":-:|", "--:|", ":--|").get(random.nextInt(4)));
        return row(columns, 3) + "|" + aligned + "\n"
                + lines(rows, i -> row(1 + random.nextInt(columns), random.nextInt(40) == 0 ? 900 : 3));
    }

    private String row(int cells, int length) {
        return "| " + lines(cells, i -> words(length).replace("|", "") + " | ") + "\n";
    }

    private String fence() {
        String mark = random.nextBoolean() ? "```" : "~~~~";
        int count = random.nextInt(20) == 0 ? 120 : random.nextInt(6);
        String body = lines(count, i -> switch (random.nextInt(4)) {
            case 0 -> "\n";
            case 1 -> "\tint x = " + i + ";\n";
            case 2 -> "# no heading\n";
            default -> "- no item of " + "anything ".repeat(random.nextInt(30) == 0 ? 400 : 1) + "\n";
        });
        return mark + (random.nextBoolean() ? "js\n" : "\n") + body + mark + "\n";
    }

    private String list(int depth) {
        boolean ordered = random.nextBoolean();
        int first = depth > 0 || random.nextBoolean() ? 1 : 7;
        int count = depth == 0 && random.nextInt(12) == 0 ? 130 : 1 + random.nextInt(4);
        String gap = random.nextInt(3) == 0 ? "\n" : "";
        String mark = random.nextBoolean() ? "- " : "* ";
        return lines(count, i -> {
            String marker = ordered ? (first + i) + ". " : mark;
            return prefixed(item(depth), marker, " ".repeat(marker.length())) + gap;
        });
    }

    private String item(int depth) {
        String text = (random.nextInt(5) == 0 ? "[x] " : "") + words(5) + "\n";
        return switch (random.nextInt(depth < 3 ? 6 : 1) + (depth < 3 ? 0 : 5)) {
            case 0 -> text + "\n" + blocks(1 + random.nextInt(2), depth + 1);
            case 1 -> text + list(depth + 2);
            case 2 -> text + fence();
            default -> text;
        };
    }

    /** The lines of a block behind what says that they belong to another. */
    private static String prefixed(String block, String first, String others) {
        String[] all = block.split("\n", -1);
        return IntStream.range(0, all.length - 1)
                .mapToObj(i -> (i == 0 ? first : all[i].isEmpty() ? others.stripTrailing() : others) + all[i] + "\n")
                .collect(Collectors.joining());
    }

    private String words(int count) {
        return "So "
                + IntStream.range(0, 1 + random.nextInt(count))
                        .mapToObj(i -> WORDS.get(random.nextInt(WORDS.size())))
                        .collect(Collectors.joining(" "));
    }

    private static String lines(int count, IntFunction<String> line) {
        return IntStream.range(0, count).mapToObj(line).collect(Collectors.joining());
    }

    /** Blocks that do not end, each made of pieces. */
    enum Endless {
        PROSE("", "Paragraph %d says **something** about `it`, and more than that.\n\n"),
        LIST("", "- item %d of a list that goes on and on\n"),
        NESTED_LISTS("- the first\n", "  - item %1$d\n    1. with one below it, %1$d\n"),
        TABLE("| a | b |\n|---|---|\n", "| row %d | and what it says |\n"),
        WIDE_TABLE("|" + " a |".repeat(30) + "\n|" + "---|".repeat(30) + "\n", "| cell %1$d ".repeat(30) + "|\n"),
        ROW("| a | b |\n|---|---|\n| ", "words %d of one cell without end "),
        CODE("```java\n", "int line%1$d = %1$d; // and why\n"),
        LINE_OF_CODE("```js\n", "int x%d = 0; "),
        CODE_IN_LIST("- an item\n\n  ```java\n", "  int line%1$d = %1$d; // and why\n"),
        QUOTATION("", "> line %1$d of a quotation\n> and %1$d\n>\n"),
        PARAGRAPH("", "sentence %d of one paragraph without end. "),
        WORD("", "abcdefghij%d"),
        HTML("", "<div class=\"x%1$d\">\n<p>text %1$d</p>\n</div>\n"),
        NOTES("", "[^%1$d]: A note on number %1$d, as one writes them.\n\n"),
        REFERENCES("", "See [the note][n%1$d] and *more*.\n\n"),
        DEFINITIONS(
                "Where it is written.\n\nAnd so on.\n\nAnd on.\n\nSee [n1].\n\n",
                "[n%1$d]: https://example.org/%1$d\n");

        private final String begin;
        private final String piece;

        Endless(String begin, String piece) {
            this.begin = begin;
            this.piece = piece;
        }

        /** At least so many characters of it. */
        String text(int length) {
            StringBuilder text = new StringBuilder(begin);
            for (int i = 0; text.length() < length; i++) {
                text.append(piece.formatted(i));
            }
            return text.toString();
        }
    }
}
