package dev.perennial.stream.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitTest {

    private static final String TEXT = "One two. Three four.\nFive six seven eight. Nine\n\nTen eleven.\nTwelve";

    @ParameterizedTest
    @CsvSource({
        "WORD, 5, 'two. '",
        "WORD, 1, 'One '",
        "LINE, 25, 'Five six seven eight. Nine\n'",
        "LINE, 66, 'Twelve'",
        "LONG_LINE, 25, 'One two. Three four.\nFive six seven eight. Nine\n'",
        "SENTENCE, 5, 'One two. '",
        "SENTENCE, 12, 'Three four.\nFive six seven eight. '",
        "PARAGRAPH, 12, 'One two. Three four.\nFive six seven eight. Nine\n\n'",
        "PARAGRAPH, 55, 'Ten eleven.\nTwelve'"
    })
    void startAndEnd_somewhereInAText_areThoseOfTheUnit(Unit unit, int from, String expected) {
        int end = unit.end(TEXT, from);

        assertThat(TEXT.substring(unit.start(TEXT, end, new SplittableRandom(1)), end))
                .isEqualTo(expected);
    }

    @Test
    void of_anyText_isCutWhereItSaysTheSameAgain() {
        Corpus corpus = new Corpus();
        int repeating = 0;
        for (int seed = 0; seed < 2_000; seed++) {
            String text = corpus.text(TextKind.GERMAN, seed).whole();
            Doubled doubled = Doubled.of(text, new SplittableRandom(seed));
            repeating += new CorpusText(TextKind.GERMAN, doubled.whole(), doubled.cut()).repeatsItself() ? 1 : 0;
        }

        assertThat(repeating).isGreaterThan(1_500);
    }
}
