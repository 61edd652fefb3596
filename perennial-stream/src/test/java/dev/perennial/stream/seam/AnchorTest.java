package dev.perennial.stream.seam;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnchorTest {

    private static final String PROSE =
            "Several people had crossed the bridge before anyone noticed that it was gone, and"
                    + " they said so to whoever would list";

    @Test
    void prose_isQuotedFromAWordOn() {
        Anchor anchor = Anchor.of(PROSE);

        assertThat(PROSE).endsWith(" " + anchor.text());
        assertThat(anchor.text().length()).isBetween(48, 90);
        assertThat(anchor.isProof()).isTrue();
    }

    @Test
    void repeatedLine_isQuotedUntilItOccursOnce() {
        String line = "the river runs and on it runs and no one knows\n";
        String text = "First came the rain.\n" + line + "Then came the flood.\n" + line;

        Anchor anchor = Anchor.of(text.strip());

        assertThat(anchor.text()).contains("flood");
        assertThat(anchor.isProof()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Hello wor", "a", "水", "ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha", "- "})
    void textWithoutSuchAnEnd_isQuotedWhole_andProvesNothingByItself(String text) {
        assertThat(Anchor.of(text)).isEqualTo(new Anchor(text, false));
    }

    @Test
    void longRepetition_isQuotedAsFarAsMayBe() {
        Anchor anchor = Anchor.of("abcdefgh ".repeat(200));

        assertThat(anchor.text().length()).isLessThanOrEqualTo(264);
        assertThat(anchor.isProof()).isFalse();
    }

    @Test
    void denseScript_needsFewerCharacters() {
        Anchor anchor = Anchor.of("河水慢慢地流过山谷，没有人问它去哪里，老守塔人每天晚上都在记录它的高度");

        assertThat(anchor.text().length()).isLessThan(40);
        assertThat(anchor.isProof()).isTrue();
    }

    @Test
    void joinedCharacters_areNotCutInTwo() {
        String family = "👩‍👩‍👧‍👦";
        String text = ("We met " + family + " and ").repeat(3) + "then " + family.repeat(12)
                + " waved goodbye from the train";

        assertThat(Anchor.of(text).text()).doesNotStartWith("\u200d").doesNotStartWith(family.substring(3));
    }

    @Test
    void longText_isLookedAtWithinReason() {
        Anchor anchor = Anchor.of("word number " + "x".repeat(1_000_000) + PROSE);

        assertThat(anchor.isProof()).isTrue();
    }
}
