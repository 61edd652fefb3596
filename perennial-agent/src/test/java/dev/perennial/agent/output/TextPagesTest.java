package dev.perennial.agent.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.models.Catalogue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TextPagesTest {

    @TempDir
    Path folder;

    private final TokenBudget budget = new TokenBudget(500, Catalogue.builtIn().get("claude-opus-5-5"));
    private final TextPages pages = new TextPages(budget);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void pages_oneAfterTheOther_giveTheWholeText(long seed) throws IOException {
        Random random = new Random(seed);
        String all = BoundedTextTest.randomText(random, 20_000);
        if (seed % 2 == 0) {
            all = all.replace("\n", "");
        }
        Path file = Files.writeString(folder.resolve("a"), all);
        StringBuilder read = new StringBuilder();
        long from = 0;
        while (from < Files.size(file)) {
            Page page = pages.page(file, from, Long.MAX_VALUE);
            assertThat(budget.estimate(page.text())).isLessThanOrEqualTo(500);
            assertThat(page.from()).isEqualTo(from);
            assertThat(page.to()).isGreaterThan(from);
            read.append(page.text());
            assertThat(isBoundary(all, read.length()))
                    .as("seed %d at %d", seed, read.length())
                    .isTrue();
            if (page.hasNext() && page.text().contains("\n")) {
                assertThat(page.text()).endsWith("\n");
            }
            from = page.to();
        }
        assertThat(read).as("seed %d", seed).hasToString(all);
    }

    private static boolean isBoundary(String text, int at) {
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text);
        return characters.isBoundary(at);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void pages_ofBytesThatAreNoText_comeToTheEndWithoutGap(long seed) throws IOException {
        byte[] bytes = new byte[30_000];
        new Random(seed).nextBytes(bytes);
        Path file = Files.write(folder.resolve("a"), bytes);
        List<Long> ends = new ArrayList<>(List.of(0L));
        while (ends.getLast() < bytes.length) {
            Page page = pages.page(file, ends.getLast(), Long.MAX_VALUE);
            assertThat(page.from()).isBetween(ends.getLast() - 3, ends.getLast());
            assertThat(page.to()).as("seed %d", seed).isGreaterThan(ends.getLast());
            ends.add(page.to());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"é", "€", "🎉", "a€"})
    void pages_ofTextWithBytesThatAreNone_endBetweenCharacters(String text) throws IOException {
        byte[] characters = text.repeat(4_000).getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[characters.length + 1];
        bytes[0] = (byte) 0xFF;
        System.arraycopy(characters, 0, bytes, 1, characters.length);
        Path file = Files.write(folder.resolve("a"), bytes);
        StringBuilder read = new StringBuilder();
        for (long from = 0; from < bytes.length; ) {
            Page page = pages.page(file, from, Long.MAX_VALUE);
            assertThat(page.from()).isEqualTo(from);
            read.append(page.text());
            from = page.to();
        }
        assertThat(read).hasToString(new String(bytes, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | a b € c 🎉 d e f",
                "2 | ab € c 🎉 de f",
                "3 | ab € c 🎉 def",
                "4 | ab €c 🎉 def",
                "5 | ab€ c🎉 def",
            })
    void pages_ofFewBytes_haveNoMoreUnlessACharacterHas(int limit, String texts) throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "ab€c🎉def");
        List<String> read = new ArrayList<>();
        for (long from = 0; from < Files.size(file); ) {
            Page page = pages.page(file, from, from + limit);
            read.add(page.text());
            from = page.to();
        }
        assertThat(read).containsExactly(texts.split(" "));
    }

    @Test
    void page_offsetInsideACharacter_beginsWithThatCharacter() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "a🎉b");

        for (long offset = 1; offset < 5; offset++) {
            assertThat(pages.page(file, offset, Long.MAX_VALUE).text()).isEqualTo("🎉b");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1|1|one;",
                "2|3|two;three;",
                "3|-1|three;",
                "3|9|three;",
                "4|9|''",
                "1|-1|one;two;three;",
            })
    void lines_range_areThose(long first, long last, String text) throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "one\ntwo\nthree\n");

        long[] range = pages.lines(file, first, last);

        assertThat(pages.page(file, range[0], range[1]).text()).isEqualTo(text.replace(';', '\n'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1|three", "2|two;three", "3|one;two;three", "9|one;two;three"})
    void tail_withAndWithoutFinalLineEnd_isTheLastLines(long lines, String text) throws IOException {
        Path without = Files.writeString(folder.resolve("a"), "one\ntwo\nthree");
        Path with = Files.writeString(folder.resolve("b"), "one\ntwo\nthree\n");

        String expected = text.replace(';', '\n');
        assertThat(pages.page(without, pages.tail(without, lines), Long.MAX_VALUE)
                        .text())
                .isEqualTo(expected);
        assertThat(pages.page(with, pages.tail(with, lines), Long.MAX_VALUE).text())
                .isEqualTo(expected + "\n");
    }

    @Test
    void tail_overManyPieces_isFound() throws IOException {
        String line = "x".repeat(99) + "\n";
        Path file = Files.writeString(folder.resolve("a"), line.repeat(5_000));

        assertThat(pages.tail(file, 3_000)).isEqualTo(200_000);
    }

    @Test
    void search_manyHits_comeInPortionsThatMissNone() throws IOException {
        StringBuilder all = new StringBuilder();
        for (int line = 0; line < 3_000; line++) {
            all.append(line % 7 == 0 ? "needle " + line : "hay " + line).append('\n');
        }
        Path file = Files.writeString(folder.resolve("a"), all);
        List<String> found = new ArrayList<>();
        long from = 0;
        boolean more = true;
        while (more) {
            TextSearch.Hits hits = new TextSearch(budget).find(file, "needle", from);
            assertThat(budget.estimate(hits.text())).isLessThanOrEqualTo(500);
            hits.text().lines().forEach(found::add);
            from = hits.to();
            more = hits.hasNext();
        }
        assertThat(found).hasSize(429).allSatisfy(hit -> {
            int offset = Integer.parseInt(hit.substring(0, hit.indexOf(':')));
            assertThat(all.substring(offset)).startsWith(hit.substring(hit.indexOf(':') + 2) + "\n");
        });
    }

    @Test
    void search_hitsAtBordersOfPieces_areFound() throws IOException {
        for (int before : new int[] {(1 << 18) - 3, (1 << 18) - 1, 1 << 18}) {
            byte[] bytes = ("x".repeat(before) + "needle" + "y".repeat(1_000)).getBytes(StandardCharsets.UTF_8);
            Path file = Files.write(folder.resolve("a"), bytes);

            TextSearch.Hits hits = new TextSearch(budget).find(file, "needle", 0);

            assertThat(hits.found()).isEqualTo(1);
            assertThat(hits.text())
                    .startsWith(before - 200 + ": … xxx")
                    .contains("xneedley")
                    .endsWith("y …\n");
            assertThat(hits.hasNext()).isFalse();
        }
    }
}
