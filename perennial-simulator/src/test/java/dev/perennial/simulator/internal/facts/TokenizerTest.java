package dev.perennial.simulator.internal.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.simulator.text.PseudoText;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TokenizerTest {

    /** Plain English, so that the averages are those of the language and not of the pseudo-text. */
    private static final String PROSE = """
            A perennial stream flows all year, drought or not. When the rains fail and the meadows turn brown, the water
            still finds its way between the stones, slower perhaps, but never silent. The people of the valley built
            their houses where they could hear it at night. They measured the seasons by its voice: loud in April, when
            the snow came down from the mountains, and low in September, when the children walked across it without
            taking off their shoes. Nobody could remember a year in which it had stopped. There was an old story about
            a man who wanted to know where the stream began. He packed bread and cheese, followed the bank upwards for
            three days, and came back with an answer that nobody believed.
            """;

    private static double charactersPerToken(Tokenizer tokenizer) {
        return (double) PROSE.length() / tokenizer.count(PROSE);
    }

    @Test
    void count_englishProse_comesToTheDocumentedAverages() {
        assertThat(charactersPerToken(Tokenizer.OLD)).isBetween(3.2, 3.6);
        assertThat(charactersPerToken(Tokenizer.NEW)).isBetween(2.35, 2.65);
    }

    @Test
    void count_textsOfOneLength_differ() {
        assertThat(Tokenizer.NEW.count("strawberries grow here!"))
                .isNotEqualTo(Tokenizer.NEW.count("a b c d e f g h i j k l"));
    }

    @ParameterizedTest
    @EnumSource
    void skip_anyTokens_neverCutsACharacterAndAddsUp(Tokenizer tokenizer) {
        String text = PseudoText.of(9).text(60_000) + "🌊🌊 1234567 !!!! \n\n\n   水水水";
        Random random = new Random(5);
        int at = 0;
        int tokens = 0;
        while (at < text.length()) {
            int step = 1 + random.nextInt(7);
            int next = tokenizer.skip(text, at, step);
            assertThat(next).isGreaterThan(at);
            assertThat(next < text.length() && Character.isLowSurrogate(text.charAt(next)))
                    .isFalse();
            tokens += tokenizer.count(text.substring(at, next));
            at = next;
        }

        assertThat(tokens).isEqualTo(tokenizer.count(text));
    }

    @ParameterizedTest
    @EnumSource
    void count_emptyText_isZero(Tokenizer tokenizer) {
        assertThat(tokenizer.count("")).isZero();
        assertThat(tokenizer.skip("", 0, 5)).isZero();
    }
}
