package dev.perennial.client.governor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.stream.recovery.ApiFault;
import dev.perennial.stream.recovery.Cause;
import dev.perennial.stream.recovery.ResponseHead;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ReportsTest {

    private static final String DATE = "Sun, 22 Nov 2026 04:00:00 GMT";
    private static final long HOUR_LATER = Instant.parse("2026-11-22T05:00:00Z").getEpochSecond();

    private static Cause.Status refusal(Map<String, String> headers) {
        return new Cause.Status(new ResponseHead(429, headers), ApiFault.NONE, new byte[0]);
    }

    @Test
    void pause_isThatOfRetryAfter() {
        assertThat(Reports.pause(refusal(Map.of("retry-after", "7")))).contains(Duration.ofSeconds(7));
    }

    @Test
    void pause_ofASubscriptionThatIsUsedUp_lastsUntilItsReset() {
        assertThat(Reports.pause(refusal(Map.of(
                        "anthropic-ratelimit-unified-status",
                        "rejected",
                        "anthropic-ratelimit-unified-reset",
                        String.valueOf(HOUR_LATER),
                        "date",
                        DATE))))
                .contains(Duration.ofHours(1));
    }

    @Test
    void pause_ofASubscriptionThatIsNotUsedUp_isNone() {
        assertThat(Reports.pause(refusal(Map.of(
                        "anthropic-ratelimit-unified-status",
                        "allowed_warning",
                        "anthropic-ratelimit-unified-reset",
                        String.valueOf(HOUR_LATER),
                        "date",
                        DATE))))
                .isEmpty();
    }

    @Test
    void subscription_hasNoBuckets() {
        ResponseHead head = new ResponseHead(
                200,
                Map.of(
                        "anthropic-ratelimit-unified-status",
                        "allowed",
                        "anthropic-ratelimit-unified-reset",
                        String.valueOf(HOUR_LATER)));

        assertThat(Reports.of(head, dev.perennial.governor.limit.LimitReport.STANDARD))
                .isEqualTo(dev.perennial.governor.limit.LimitReport.NOTHING);
    }

    @Test
    void credentials_areToldApart_andNotShown() {
        String one = Credential.of("h:443", name -> name.equals("x-api-key") ? List.of("sk-one") : List.of());
        String two = Credential.of("h:443", name -> name.equals("authorization") ? List.of("Bearer two") : List.of());

        assertThat(one).isNotEqualTo(two).startsWith("h:443#").doesNotContain("sk-one");
        assertThat(Credential.of("bedrock", name -> List.of())).isEqualTo("bedrock");
    }
}
