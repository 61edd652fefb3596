package dev.perennial.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What calls cost, to the last digit. */
class PricesTest {

    @Test
    void cost_everyKindOfToken_isExact() {
        Prices prices = Catalogue.builtIn().get("claude-opus-5-5").prices();

        assertThat(prices.cost(new TokenUsage(1_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000)))
                .isEqualByComparingTo("37.20");
        assertThat(prices.cost(TokenUsage.of(1, 1))).isEqualByComparingTo("0.000024");
        assertThat(prices.fastCost(TokenUsage.of(1_000_000, 0))).isEqualByComparingTo("8");
    }

    @Test
    void cost_longPrompt_costsTheTierForEveryToken() {
        Prices haiku = Catalogue.builtIn().get("claude-haiku-5-5").prices();

        assertThat(haiku.cost(new TokenUsage(60_000, 1_000, 0, 0, 40_000))).isEqualByComparingTo("0.0069");
        assertThat(haiku.cost(new TokenUsage(60_000, 1_000, 0, 0, 40_001))).isEqualByComparingTo("0.03450005");
    }

    @Test
    void cost_modelWithoutFastMode_isTheStandardCost() {
        Prices prices = Catalogue.builtIn().get("claude-sonnet-5-5").prices();

        assertThat(prices.fastCost(TokenUsage.of(7, 7))).isEqualTo(prices.cost(TokenUsage.of(7, 7)));
    }

    @Test
    void usage_sums_addUp() {
        TokenUsage usage = new TokenUsage(1, 2, 3, 4, 5);

        assertThat(usage.prompt()).isEqualTo(13);
        assertThat(usage.cacheWrite()).isEqualTo(7);
        assertThat(usage.total()).isEqualTo(15);
        assertThat(usage.plus(usage)).isEqualTo(new TokenUsage(2, 4, 6, 8, 10));
        assertThatThrownBy(() -> TokenUsage.of(-1, 0)).hasMessageContaining("input is -1");
        assertThatThrownBy(() -> TokenPrices.of("1", "-2", "0", "0", "0")).hasMessageContaining("output is -2");
    }

    @Test
    void estimate_text_isRoundedUp() {
        assertThat(new Tokenizer(2.5, 512).estimate(11)).isEqualTo(5);
        assertThat(new Tokenizer(2.5, 512).estimate(0)).isZero();
    }
}
