package dev.perennial.governor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RampTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long LIMIT = 8_000_000;

    private final Ramp ramp = new Ramp();

    private boolean takes(long tokens, long now) {
        boolean takes = ramp.at(tokens, LIMIT, now) == now;
        if (takes) {
            ramp.add(tokens, now);
        }
        return takes;
    }

    /** Takes as much as it lets in within a minute. */
    private long minute(long start) {
        long taken = 0;
        for (long now = start; now < start + MINUTE; now += SECOND / 10) {
            taken += takes(20_000, now) ? 20_000 : 0;
        }
        return taken;
    }

    @Test
    void minutes_afterOneAnother_growByLessThanTwice() {
        long first = minute(0);
        long second = minute(MINUTE);
        long third = minute(2 * MINUTE);

        assertThat(first).isEqualTo(2_000_000);
        assertThat(second).isBetween(first, 2 * first);
        assertThat(third).isBetween(second, 2 * second);
    }

    @Test
    void first_ofAMinute_mayAlwaysCome() {
        assertThat(takes(50_000_000, 0)).isTrue();
        assertThat(takes(1, 0)).isFalse();
    }

    @Test
    void refusal_letsLessComeThanWasRefused() {
        minute(0);
        ramp.refused(MINUTE);

        assertThat(minute(4 * MINUTE)).isLessThan(2_000_000);
    }

    @Test
    void refusals_howeverMany_leaveSomethingAndAreForgotten() {
        for (int i = 0; i < 50; i++) {
            ramp.refused(i * SECOND);
        }

        assertThat(minute(3 * MINUTE)).isGreaterThanOrEqualTo(100_000);
        assertThat(minute(40 * MINUTE)).isGreaterThanOrEqualTo(1_500_000);
    }

    @Test
    void amounts_thatWereCountedTooMuch_areTakenBack() {
        takes(2_000_000, 0);
        assertThat(takes(1_000_000, SECOND)).isFalse();

        ramp.add(-1_500_000, SECOND);

        assertThat(takes(1_000_000, SECOND)).isTrue();
    }
}
