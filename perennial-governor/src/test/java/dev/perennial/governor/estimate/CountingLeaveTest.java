package dev.perennial.governor.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class CountingLeaveTest {

    private final CountingLeave leave = new CountingLeave();
    private long now = -5;

    private boolean mayAfter(Duration time) {
        now += time.toNanos();
        return leave.take(now);
    }

    @Test
    void counts_areATenthOfASecondApart() {
        assertThat(mayAfter(Duration.ZERO)).isTrue();
        assertThat(mayAfter(Duration.ofMillis(99))).isFalse();
        assertThat(mayAfter(Duration.ofMillis(1))).isTrue();
    }

    @Test
    void notOffered_isRememberedForADay() {
        leave.notOffered(now);

        assertThat(mayAfter(Duration.ofHours(23))).isFalse();
        assertThat(mayAfter(Duration.ofHours(1))).isTrue();
    }

    @Test
    void refused_waitsAsLongAsTheServerSays_andASecondInAnyCase() {
        leave.refused(Duration.ofSeconds(30), now);
        assertThat(mayAfter(Duration.ofSeconds(29))).isFalse();
        assertThat(mayAfter(Duration.ofSeconds(1))).isTrue();

        leave.refused(Duration.ZERO, now);
        assertThat(mayAfter(Duration.ofMillis(999))).isFalse();
        assertThat(mayAfter(Duration.ofMillis(1))).isTrue();
    }

    @Test
    void refused_forLongerThanADay_isForADay() {
        leave.refused(Duration.ofDays(100_000), now);

        assertThat(mayAfter(Duration.ofDays(1))).isTrue();
    }

    @Test
    void failures_doubleThePauseUpToAMinute_andAnAnswerEndsThat() {
        leave.failed(now);
        assertThat(mayAfter(Duration.ofMillis(999))).isFalse();
        assertThat(mayAfter(Duration.ofMillis(1))).isTrue();
        leave.failed(now);
        assertThat(mayAfter(Duration.ofMillis(1_999))).isFalse();
        assertThat(mayAfter(Duration.ofMillis(1))).isTrue();
        for (int i = 0; i < 20; i++) {
            leave.failed(now);
        }
        assertThat(mayAfter(Duration.ofSeconds(59))).isFalse();
        assertThat(mayAfter(Duration.ofSeconds(1))).isTrue();

        leave.answered();
        leave.failed(now);
        assertThat(mayAfter(Duration.ofSeconds(1))).isTrue();
    }
}
