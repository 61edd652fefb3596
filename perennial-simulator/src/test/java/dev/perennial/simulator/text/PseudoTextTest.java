package dev.perennial.simulator.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class PseudoTextTest {

    private static final int MUCH = 200_000;

    @Test
    void slice_anyPositions_isThatPieceOfTheText() {
        PseudoText text = PseudoText.of(3);
        String whole = text.text(MUCH);
        Random random = new Random(42);
        for (int i = 0; i < 500; i++) {
            int from = random.nextInt(MUCH);
            int to = from + random.nextInt(MUCH - from + 1);

            assertThat(text.slice(from, to)).isEqualTo(whole.substring(from, to));
        }
    }

    @Test
    void text_anySeed_hasPagesOfOneLength() {
        for (long seed = 0; seed < 2_000; seed++) {
            assertThat(Page.text(seed)).hasSize(Page.LENGTH).endsWith(".\n\n");
        }
    }

    @Test
    void text_otherSeed_isOtherText() {
        assertThat(PseudoText.of(1).text(500)).isNotEqualTo(PseudoText.of(2).text(500));
        assertThat(PseudoText.of(1).text(500)).isEqualTo(PseudoText.of(1).text(500));
    }

    @Test
    void text_readAsProse_hasSentencesParagraphsAndUnicode() {
        String text = PseudoText.of(1).text(MUCH);

        assertThat(text.split("\\s+").length).isBetween(MUCH / 9, MUCH / 4);
        assertThat(text.split("[.?]\\s").length).isGreaterThan(MUCH / 200);
        assertThat(text.split("\n\n").length).isGreaterThan(MUCH / 2_048);
        assertThat(text.codePoints().anyMatch(c -> c > 0xFFFF)).isTrue();
        assertThat(text.codePoints().noneMatch(Character::isISOControl)).isFalse();
    }

    @Test
    void endOfWords_anyNumber_endsThatManyWords() {
        PseudoText text = PseudoText.of(5);
        for (int words : new int[] {1, 2, 300, 301, 5_000}) {
            String piece = text.text(text.endOfWords(words));

            assertThat(piece.strip().split("\\s+")).hasSize(words);
            assertThat(piece).isEqualTo(piece.strip());
        }
        assertThat(text.endOfWords(0)).isZero();
    }

    @Test
    void slice_wrongPositions_areRefused() {
        PseudoText text = PseudoText.of(1);

        assertThatThrownBy(() -> text.slice(-1, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> text.slice(3, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> text.slice(0, 1L << 40)).isInstanceOf(IllegalArgumentException.class);
    }
}
