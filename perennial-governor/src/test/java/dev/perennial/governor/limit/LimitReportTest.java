package dev.perennial.governor.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LimitReportTest {

    private final Map<String, String> headers = new HashMap<>();

    private LimitReport report() {
        return LimitReport.of(name -> Optional.ofNullable(headers.get(name)), LimitReport.STANDARD);
    }

    private void input(String what, String value) {
        headers.put("anthropic-ratelimit-input-tokens-" + what, value);
    }

    @Test
    void report_withoutHeaders_saysNothing() {
        assertThat(report()).isEqualTo(LimitReport.NOTHING);
        assertThat(report().sighting(Dimension.INPUT)).isEqualTo(Sighting.NOTHING);
    }

    @Test
    void report_unreadableHeaders_saysNothing() {
        input("limit", "many");
        input("remaining", "-5");
        input("reset", "soon");
        headers.put("date", "today");

        assertThat(report()).isEqualTo(LimitReport.NOTHING);
    }

    @Test
    void sighting_roundedRemaining_allowsForTheRounding() {
        input("limit", "2000000");
        input("remaining", "1234000");

        assertThat(report().sighting(Dimension.INPUT)).isEqualTo(new Sighting(2_000_000, 1_233_000, 1_235_000));
    }

    @Test
    void sighting_nothingRemaining_doesNotSayHowDeepTheDebtIs() {
        input("limit", "2000000");
        input("remaining", "0");

        assertThat(report().sighting(Dimension.INPUT)).isEqualTo(new Sighting(2_000_000, Long.MIN_VALUE, 1_000));
    }

    @Test
    void sighting_requests_areExactButForAFraction() {
        headers.put("anthropic-ratelimit-requests-limit", "1000");
        headers.put("anthropic-ratelimit-requests-remaining", "13");

        assertThat(report().sighting(Dimension.REQUESTS)).isEqualTo(new Sighting(1_000, 12, 14));
    }

    @Test
    void sighting_resetOnly_tellsWhatLacks() {
        headers.put("date", "Sun, 22 Nov 2026 10:00:00 GMT");
        input("limit", "60000");
        input("reset", "2026-11-22T10:00:30Z");

        assertThat(report().sighting(Dimension.INPUT)).isEqualTo(new Sighting(60_000, 29_000, 31_000));
    }

    @Test
    void sighting_resetAndRemaining_tellWhatBothAllow() {
        headers.put("date", "Sun, 22 Nov 2026 10:00:00 GMT");
        input("limit", "30000");
        input("remaining", "15000");
        input("reset", "2026-11-22T10:00:31Z");

        assertThat(report().sighting(Dimension.INPUT)).isEqualTo(new Sighting(30_000, 14_000, 15_000));
    }

    @Test
    void sighting_resetThatContradictsRemaining_isLeftOut() {
        headers.put("date", "Sun, 22 Nov 2026 10:00:00 GMT");
        input("limit", "30000");
        input("remaining", "15000");
        input("reset", "2026-11-22T10:00:59Z");

        assertThat(report().sighting(Dimension.INPUT)).isEqualTo(new Sighting(30_000, 14_000, 16_000));
    }

    @Test
    void report_onlyOneLimitOfTokens_isTakenForThatOfInput() {
        headers.put("anthropic-ratelimit-tokens-limit", "80000");
        assertThat(report().tellsLimit(Dimension.INPUT)).isTrue();

        headers.put("anthropic-ratelimit-output-tokens-limit", "8000");
        assertThat(report().tellsLimit(Dimension.INPUT)).isFalse();
    }

    @Test
    void report_ofFastMode_readsItsOwnHeaders() {
        input("limit", "1");
        headers.put("anthropic-fast-input-tokens-limit", "70000");

        LimitReport fast = LimitReport.of(name -> Optional.ofNullable(headers.get(name)), LimitReport.FAST);

        assertThat(fast.sighting(Dimension.INPUT)).isEqualTo(Sighting.ofLimit(70_000));
    }
}
