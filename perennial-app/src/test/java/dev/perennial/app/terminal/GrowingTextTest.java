package dev.perennial.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.app.terminal.markdown.Layout;
import dev.perennial.app.terminal.markdown.MarkdownLayout;
import dev.perennial.app.terminal.markdown.PlainLayout;
import dev.perennial.app.terminal.markdown.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What stands on the terminal after a text has come in pieces. */
final class GrowingTextTest {

    private static final List<String> PARTS = List.of(
            "# Heading\n\n",
            "## Two *words*\n",
            "Plain words in a sentence. ",
            "**bold words** and `code` and *slanted* ",
            "an open **bold ",
            "\n",
            "\n\n",
            "- item\n- other item that is a little longer than the rest of them\n",
            "1. one\n2. two\n\n   more of two\n3. three\n\n",
            "> quoted words that go on for a while and on\n",
            "```java\nint a = 1;\n\n  int b = a;\n```\n",
            "```\nnever ended\n",
            "| a | b |\n|---|--:|\n| one | two |\n| a longer cell | 3 |\n\n",
            "---\n\n",
            "a [link](https://example.com) here ",
            "<b>html</b> &amp; ",
            "snake_case * star \\*escaped\\* ");

    @Test
    void add_anyTextInAnyPieces_looksAsIfItHadComeAtOnce() {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            String text = text(random, 8);
            FakeScreen terminal = new FakeScreen(50, 500);

            stream(random, text, new GrowingText(terminal.screen(), new MarkdownLayout()));

            assertThat(terminal.lines()).as("seed %d: %s", seed, text).isEqualTo(atOnce(text, 49));
        }
    }

    /** What has scrolled off stays as it was; all that follows is there once. */
    @Test
    void add_onASmallScreen_losesAndRepeatsNothing() {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            String text = numbered(random);
            FakeScreen terminal = new FakeScreen(30 + random.nextInt(40), 6 + random.nextInt(8));

            stream(random, text, new GrowingText(terminal.screen(), new MarkdownLayout()));

            assertThat(numbers(terminal)).as("seed %d", seed).isEqualTo(numbers(text));
        }
    }

    @Test
    void add_onANarrowScreen_losesAndRepeatsNothing() {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            String text = numbered(random);
            FakeScreen terminal = new FakeScreen(10 + random.nextInt(30), 6 + random.nextInt(8));

            stream(random, text, new GrowingText(terminal.screen(), new MarkdownLayout()));

            assertThat(digits(String.join("\n", terminal.lines())))
                    .as("seed %d: %s", seed, text)
                    .isEqualTo(digits(text));
        }
    }

    @Test
    void add_whileTheTerminalChangesItsSize_losesAndRepeatsNothing() {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            String text = numbered(random);
            FakeScreen terminal = new FakeScreen(60, 12);
            GrowingText growing = new GrowingText(terminal.screen(), new MarkdownLayout());
            for (int from = 0; from < text.length(); from += 7) {
                growing.add(text.substring(from, Math.min(text.length(), from + 7)));
                if (random.nextInt(20) == 0) {
                    terminal.resize(30 + random.nextInt(60), 6 + random.nextInt(20));
                }
            }
            growing.end();

            assertThat(digits(String.join("\n", terminal.lines())))
                    .as("seed %d", seed)
                    .isEqualTo(digits(text));
        }
    }

    @Test
    void add_longCodeOnASmallScreen_isShownWhole() {
        List<String> code = IntStream.range(0, 300)
                .mapToObj(i -> "int i = " + i + ";" + "\n".repeat(i % 3))
                .toList();
        String text = "So:\n\n```java\n" + String.join("\n", code) + "\n```\n\nab\n\nThe end.";
        FakeScreen terminal = new FakeScreen(40, 9);

        stream(new Random(1), text, new GrowingText(terminal.screen(), new MarkdownLayout()));

        assertThat(terminal.lines()).isEqualTo(atOnce(text, 39));
    }

    @Test
    void add_paragraph_isSeenBeforeItIsWhole() {
        FakeScreen terminal = new FakeScreen(40, 10);
        GrowingText growing = new GrowingText(terminal.screen(), new MarkdownLayout());

        growing.add("Some wor");
        assertThat(terminal.lines()).containsExactly("Some wor");
        growing.add("ds with **bo");
        assertThat(terminal.lines()).containsExactly("Some words with bo");
        growing.add("ld** and more");
        assertThat(terminal.lines()).containsExactly("Some words with bold and more");
    }

    @Test
    void add_controlCharacters_areNotWritten() {
        FakeScreen terminal = new FakeScreen(40, 10);
        GrowingText growing = new GrowingText(terminal.screen(), new MarkdownLayout());

        growing.add("a\u001b[2Jb `c\u0007` &#27;[1A &#x9b;31m\u202e\n\n    \u001bcode\n\n<b \u001b>\n");
        growing.end();

        assertThat(terminal.lines()).containsExactly("a[2Jb c [1A 31m", "", "  code", "", "  <b >");
    }

    @Test
    void line_betweenTwoTexts_standsBetweenThem() {
        FakeScreen terminal = new FakeScreen(40, 10);
        Screen screen = terminal.screen();
        GrowingText growing = new GrowingText(screen, new PlainLayout());

        growing.add("one\ntwo");
        growing.end();
        screen.line("a line\nand another");
        growing.add("three");

        assertThat(terminal.lines()).containsExactly("one", "two", "a line", "and another", "three");
    }

    @Test
    void footer_whileTextGrows_staysBelowAndGoes() {
        FakeScreen terminal = new FakeScreen(40, 10);
        Screen screen = terminal.screen();
        GrowingText growing = new GrowingText(screen, new PlainLayout());

        screen.footer(List.of(Row.plain("the footer")));
        growing.add("one\ntwo");
        assertThat(terminal.lines()).containsExactly("one", "two", "the footer");
        growing.end();
        screen.line("a line");
        assertThat(terminal.lines()).containsExactly("one", "two", "a line", "the footer");
        screen.footer(List.of());
        screen.line("the end");
        assertThat(terminal.lines()).containsExactly("one", "two", "a line", "the end");
    }

    private static void stream(Random random, String text, GrowingText growing) {
        int from = 0;
        while (from < text.length()) {
            int to = Math.min(text.length(), from + 1 + random.nextInt(12));
            growing.add(text.substring(from, to));
            from = to;
        }
        growing.end();
    }

    private static List<String> atOnce(String text, int width) {
        List<String> lines = new ArrayList<>();
        for (Layout.Block block : new MarkdownLayout().blocks(text, width, true)) {
            boolean leading = lines.isEmpty() && block.apart();
            block.rows().stream()
                    .skip(leading ? 1 : 0)
                    .forEach(row -> lines.add(row.text().stripTrailing()));
        }
        while (!lines.isEmpty() && lines.getLast().isEmpty()) {
            lines.removeLast();
        }
        return lines;
    }

    private static String text(Random random, int parts) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < parts; i++) {
            text.append(PARTS.get(random.nextInt(PARTS.size())));
        }
        return text.toString();
    }

    /** Prose and lists in which each word is a number, some of them emphasised. */
    private static String numbered(Random random) {
        StringBuilder text = new StringBuilder();
        int number = 1000;
        for (int block = 0; block < 8; block++) {
            String start = List.of("", "", "- ", "> ", "## ").get(random.nextInt(5));
            int words = 1 + random.nextInt(150);
            text.append(start);
            for (int i = 0; i < words; i++) {
                String mark = List.of("", "", "", "**", "`").get(random.nextInt(5));
                text.append(mark).append(number++).append(mark).append(' ');
                if (start.equals("- ") && random.nextInt(20) == 0) {
                    text.append("\n- ");
                }
            }
            text.append(random.nextBoolean() ? "\n\n" : "\n\n\n");
        }
        return text.toString();
    }

    /** A number may be cut in two where the terminal becomes narrower. */
    private static String digits(String text) {
        return text.replaceAll("\\D", "");
    }

    private static List<String> numbers(FakeScreen terminal) {
        return numbers(String.join("\n", terminal.lines()));
    }

    private static List<String> numbers(String text) {
        return Pattern.compile("\\d{4}")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toList());
    }
}
