package dev.perennial.stream.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorpusTextTest {

    /** A text that is cut at the bar. */
    private static CorpusText cut(String text) {
        int cut = text.indexOf('¦');
        return new CorpusText(TextKind.ENGLISH, text.replace("¦", ""), cut);
    }

    @ParameterizedTest
    @CsvSource({
        "'he said ¦said it', 5",
        "'he said¦ said it', 5",
        "aaaa¦aa, 2",
        "aa¦aaaa, 2",
        "abab¦abac, 2",
        "abcabc¦abcabcd, 6",
        "one¦ two, 0",
        "all¦, 0"
    })
    void repeated_someText_isTheLongestOverlap(String text, int length) {
        assertThat(cut(text).repeated()).isEqualTo(length);
    }

    @Test
    void repeatsItself_fewerCharactersThanAsked_doesNot() {
        CorpusText text = cut("x said ¦said it");

        assertThat(text.repeatsItself()).isTrue();
        assertThat(text.repeatsItself(5)).isTrue();
        assertThat(text.repeatsItself(6)).isFalse();
    }

    @Test
    void repeatsItselfOnce_saidBefore_doesNot() {
        assertThat(cut("he said ¦said it").repeatsItselfOnce(4)).isTrue();
        assertThat(cut("said and said ¦said it").repeatsItselfOnce(4)).isFalse();
    }

    @Test
    void beginsAgain_restBeginsAsTheTextDoes_does() {
        assertThat(cut("One day, ¦One da").beginsAgain(6)).isTrue();
        assertThat(cut("One day, ¦One da").beginsAgain(7)).isFalse();
        assertThat(cut("aa¦aa").beginsAgain(3)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"wo¦rd, true", "word¦ s, false", "'a ¦b', false", "word¦, false", "河¦水, true", "1¦2, true"})
    void inMidWord_someCut_isBetweenLettersOrDigits(String text, boolean expected) {
        assertThat(cut(text).inMidWord()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "e¦\u0301, true",
        "👩¦\u200D💻, true",
        "👩\u200D¦💻, true",
        "👍¦🏽, true",
        "🇩¦🇪, true",
        "🇩🇪¦🇫🇷, false",
        "🇩🇪🇫¦🇷, true",
        "👍¦👍, false",
        "e¦e, false",
        "e\u0301¦, false"
    })
    void insideCharacter_someCut_isWhereCodePointsBelongTogether(String text, boolean expected) {
        assertThat(cut(text).insideCharacter()).isEqualTo(expected);
    }

    @Test
    void insidePair_betweenSurrogates_is() {
        assertThat(new CorpusText(TextKind.EMOJI, "🙂", 1).insidePair()).isTrue();
        assertThat(new CorpusText(TextKind.EMOJI, "🙂🙂", 2).insidePair()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"'```a¦b```', true", "'```ab```¦c', false", "'a¦```b```', false", "'``¦`b', false", "'```a¦', false"})
    void insideFence_someCut_isBehindAnOddFence(String text, boolean expected) {
        assertThat(cut(text).insideFence()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"| a ¦| b |, true", "a ¦| b |, false", "'| a |\n¦| b |', false", "'| a |¦\n| b |', false"})
    void insideRow_someCut_isInALineThatBeginsWithABar(String text, boolean expected) {
        assertThat(cut(text).insideRow()).isEqualTo(expected);
    }

    @Test
    void of_cutThatIsNone_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CorpusText(TextKind.TINY, "ab", 0))
                .withMessageContaining("give 1 to 2");
        assertThatIllegalArgumentException().isThrownBy(() -> new CorpusText(TextKind.TINY, "ab", 3));
    }
}
