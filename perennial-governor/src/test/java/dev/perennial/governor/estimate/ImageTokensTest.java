package dev.perennial.governor.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ImageTokensTest {

    @ParameterizedTest
    @CsvSource({"28, 28, 1", "29, 28, 2", "1, 1, 1", "200, 200, 64", "1000, 1000, 1296", "1092, 1092, 1521"})
    void tokens_ofSmallImages_areTheirTiles(long width, long height, long tokens) {
        assertThat(ImageTokens.STANDARD.tokens(width, height)).isEqualTo(tokens);
    }

    @ParameterizedTest
    @CsvSource({"3840, 2160", "2000, 2000", "10000, 100", "1568, 1568", "100000, 100000"})
    void tokens_ofLargeImages_neverExceedTheMost(long width, long height) {
        assertThat(ImageTokens.STANDARD.tokens(width, height)).isLessThanOrEqualTo(1568);
        assertThat(ImageTokens.FINE.tokens(width, height)).isLessThanOrEqualTo(4784);
    }

    @Test
    void tier_changedWithTheTokenizer() {
        assertThat(ImageTokens.of(3.4)).isEqualTo(ImageTokens.STANDARD);
        assertThat(ImageTokens.of(2.5)).isEqualTo(ImageTokens.FINE);
    }

    @Test
    void tokens_ofNoImage_areRefused() {
        assertThatThrownBy(() -> ImageTokens.FINE.tokens(0, 5)).hasMessageContaining("0 by 5");
    }
}
