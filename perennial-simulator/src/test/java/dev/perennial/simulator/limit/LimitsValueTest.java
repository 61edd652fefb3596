package dev.perennial.simulator.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits as values: what they may be, how they are written, and which the documentation names. */
final class LimitsValueTest {

    @Test
    void limits_impossible_areRefusedByName() {
        assertThatThrownBy(() -> Limits.of(0, 1, 1)).hasMessageContaining("requests");
        assertThatThrownBy(() -> new Rates(1, -1, 1)).hasMessageContaining("inputTokens");
        assertThatThrownBy(() -> Limits.OFF.withRequestWindow(Duration.ofMinutes(2)))
                .hasMessageContaining("requestWindow");
        assertThatThrownBy(() -> new Ramp(Duration.ZERO, 1, 2)).hasMessageContaining("window");
    }

    @ParameterizedTest
    @CsvSource({"start,1000", "'requests=7,input=5',7", "output=9,50000000"})
    void parse_textOfACommandLine_isItsLimits(String text, long requests) {
        assertThat(Limits.parse(text).of("opus-5-5").orElseThrow().requests()).isEqualTo(requests);
    }

    @ParameterizedTest
    @CsvSource({"fast", "requests", "requests=", "requests=x", "'requests=1,,'", "word=1", "requests=999999999"})
    void parse_noLimits_saysWhatToSay(String text) {
        assertThatThrownBy(() -> Limits.parse(text)).hasMessageContaining("say off, start, build, scale");
    }

    @Test
    void tiers_areThoseOfTheDocumentation() {
        Limits build = Limits.tier("build").orElseThrow();

        assertThat(build.of("fable-5")).contains(new Rates(2_000, 1_500_000, 300_000));
        assertThat(build.of("opus-5-5")).contains(new Rates(5_000, 5_000_000, 1_000_000));
        assertThat(build.of(RateClass.COUNT_TOKENS).orElseThrow().requests()).isEqualTo(4_000);
        assertThat(Limits.tier("gold")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "claude-opus-4-8,opus-4",
        "claude-opus-4-5-20251101,opus-4",
        "claude-sonnet-4-6,sonnet-4",
        "claude-fable-5-2,fable-5",
        "claude-mythos-5,mythos",
        "claude-opus-5,opus-5",
        "claude-opus-5-5,opus-5-5",
        "simulated-claude-haiku-4-5-20251001,haiku-4-5"
    })
    void rateClass_ofAModel_isThatOfItsLine(String model, String rateClass) {
        assertThat(RateClass.of(model)).isEqualTo(rateClass);
    }
}
