package dev.perennial.governor.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.governor.OutputEstimate;
import org.junit.jupiter.api.Test;

final class OutputHistoryTest {

    private final OutputHistory history = new OutputHistory();

    @Test
    void estimate_ofNothingKnown_isAThousandOrTheMost() {
        assertThat(history.estimate("a", 64_000)).isEqualTo(new OutputEstimate(1_000, 64_000));
        assertThat(history.estimate("a", 100)).isEqualTo(new OutputEstimate(100, 100));
    }

    @Test
    void estimate_isWhatThreeInFourDoNotExceed() {
        for (int i = 1; i <= 1_000; i++) {
            history.learn("a", i);
        }

        assertThat(history.estimate("a", 64_000).predicted()).isBetween(800L, 1_100L);
    }

    @Test
    void estimate_followsWhatAnswersAreLikeNow() {
        for (int i = 0; i < 1_000; i++) {
            history.learn("a", 100);
        }
        for (int i = 0; i < 200; i++) {
            history.learn("a", 5_000);
        }

        assertThat(history.estimate("a", 64_000).predicted()).isGreaterThanOrEqualTo(5_000);
    }

    @Test
    void estimate_ofOneLabel_knowsNothingOfAnother() {
        history.learn("a", 50_000);

        assertThat(history.estimate("b", 64_000).predicted()).isEqualTo(1_000);
    }

    @Test
    void learn_extremeLengths_areTaken() {
        history.learn("a", 0);
        assertThat(history.estimate("a", 64_000).predicted()).isLessThan(3);

        history.learn("b", Long.MAX_VALUE);
        assertThat(history.estimate("b", 64_000).predicted()).isEqualTo(64_000);
    }
}
