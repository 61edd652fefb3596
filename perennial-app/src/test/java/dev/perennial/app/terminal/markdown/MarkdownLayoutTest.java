package dev.perennial.app.terminal.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each kind of block looks like. */
final class MarkdownLayoutTest {

    @Test
    void emphasis_isStyled() {
        assertThat(ansi("a **b** *c* ~~d~~ `e`"))
                .containsExactly("a \033[1mb\033[0m \033[3mc\033[0m \033[9md\033[0m \033[36me\033[0m");
    }

    @Test
    void headings_areBold() {
        assertThat(ansi("# One\n## Two\n### Three"))
                .containsExactly("\033[1m\033[4mOne\033[0m", "\033[1mTwo\033[0m", "\033[1m\033[3mThree\033[0m");
    }

    @Test
    void paragraph_isWrappedBetweenWordsAndIdeographs() {
        assertThat(text("one two three four", 9)).containsExactly("one two", "three", "four");
        assertThat(text("漢字漢字漢字", 9)).containsExactly("漢字漢字", "漢字");
        assertThat(text("https://example.com", 9)).containsExactly("https://e", "xample.co", "m");
    }

    @Test
    void lineFeed_isKept() {
        assertThat(text("one\ntwo  \nthree", 40)).containsExactly("one", "two", "three");
    }

    @Test
    void list_isIndented() {
        assertThat(text("- one two three four\n  - nested\n\n1. a\n10. b", 12))
                .containsExactly("• one two", "  three four", "  • nested", "", "1. a", "2. b");
    }

    @Test
    void list_itemsAreAsFarApartAsWritten() {
        assertThat(text("- one\n\n- two\n- three", 40)).containsExactly("• one", "", "• two", "• three");
    }

    @Test
    void tasks_haveBoxes() {
        assertThat(text("- [ ] open\n- [x] done", 40)).containsExactly("☐ open", "☑ done");
    }

    @Test
    void quote_hasABar() {
        assertThat(text("> one two three\n>\n> - four", 12)).containsExactly("│ one two", "│ three", "│", "│ • four");
    }

    @Test
    void code_isIndentedAndNotWrappedAtWords() {
        assertThat(text("```java\nint a;\n\n\tint bcdefgh;\n```", 12))
                .containsExactly("  int a;", "", "      int bc", "  defgh;");
    }

    @Test
    void table_isAligned() {
        assertThat(text("| a | b | c |\n|---|--:|:-:|\n| one | 1 | x |\n| **two** | 1,000 | yyy |", 40))
                .containsExactly("a   │     b │  c", "────┼───────┼────", "one │     1 │  x", "two │ 1,000 │ yyy");
    }

    @Test
    void table_tooWide_isWrappedInItsCells() {
        assertThat(text("| name | what |\n|---|---|\n| one | a long cell with words |", 20))
                .containsExactly("name │ what", "─────┼──────────────", "one  │ a long cell", "     │ with words")
                .allSatisfy(row -> assertThat(row.length()).isLessThanOrEqualTo(20));
    }

    @Test
    void table_moreColumnsThanRoom_isAListOfItsLines() {
        assertThat(text("| aa | bb | cc | dd |\n|---|---|---|---|\n| 1 | 2 | 3 | 4 |\n| 5 | 6 | 7 | 8 |", 10))
                .containsExactly("aa: 1", "bb: 2", "cc: 3", "dd: 4", "", "aa: 5", "bb: 6", "cc: 7", "dd: 8");
    }

    @Test
    void link_showsWhereItLeads() {
        assertThat(text("[here](https://example.com) <https://example.org> ![alt](a.png)", 80))
                .containsExactly("here (https://example.com) https://example.org alt (a.png)");
    }

    @Test
    void html_isShownAsItStands() {
        assertThat(text("a <b>c</b>\n\n<div>\nx\n</div>", 40))
                .containsExactly("a <b>c</b>", "", "  <div>", "  x", "  </div>");
    }

    /** What terminals make of them that join nothing. */
    @ParameterizedTest
    @CsvSource({"a, 1", "漢, 2", "e\u0301, 1", "✅, 2", "❤️, 2", "👍🏽, 4", "🇩🇪, 4", "👩‍👩‍👧‍👦, 8"})
    void width_ofACharacter_isThatOfItsParts(String character, int width) {
        assertThat(Cells.width(character)).isEqualTo(width);
    }

    @Test
    void blocks_noRoomToIndent_areNotIndented() {
        assertThat(text("> > > ab cd", 6)).containsExactly("│ ab", "│ cd");
        assertThat(text("100. ab cd", 8)).containsExactly("100.", "ab cd");
    }

    @Test
    void paragraph_characterWiderThanTheRow_isBrokenIntoItsParts() {
        assertThat(text("👩‍👩‍👧‍👦", 5)).containsExactly("👩‍👩‍", "👧‍👦");
    }

    @Test
    void blocks_anyWidth_neverTakeMoreThanThereIs() {
        String text = """
                # A heading of several words

                - item with 漢字 and 👩‍👩‍👧‍👦 and averyveryverylongword
                  > quoted `code` words

                | a | long column | c |
                |---|---|---|
                | 1 | words and words | 👍🏽👍🏽 |

                ```
                code code code code 漢字
                ```

                > > > > > quoted in quotes 👩‍👩‍👧‍👦

                - a
                  1000000. many 漢字
                     - deep

                       | ab | cd |
                       |---|---|
                       | 漢字漢字漢字 | x |
                """;
        for (int width = 4; width < 60; width++) {
            for (Layout.Block block : new MarkdownLayout().blocks(text, width, true)) {
                for (Row row : block.rows()) {
                    assertThat(row.width()).as("%d: %s", width, row.text()).isLessThanOrEqualTo(width);
                }
            }
        }
    }

    private static List<String> text(String markdown, int width) {
        return rows(markdown, width).stream()
                .map(row -> row.text().stripTrailing())
                .toList();
    }

    private static List<String> ansi(String markdown) {
        return rows(markdown, 80).stream().map(Row::ansi).toList();
    }

    private static List<Row> rows(String markdown, int width) {
        return new MarkdownLayout()
                .blocks(markdown, width, true).stream()
                        .flatMap(block -> block.rows().stream())
                        .toList();
    }
}
