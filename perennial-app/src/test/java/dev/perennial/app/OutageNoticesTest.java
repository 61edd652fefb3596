package dev.perennial.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.client.PerennialEvent;
import dev.perennial.stream.recovery.Cause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people read in an outage of hours. */
class OutageNoticesTest {

    private static final Duration PATIENCE = Duration.ofHours(6);

    private final List<String> said = new ArrayList<>();
    private final OutageNotices notices = new OutageNotices((code, text) -> said.add(code + ": " + text));

    private boolean out(Duration lasted) {
        Cause cause = new Cause.ConnectFailed(false);
        boolean told = notices.isToldOf(new PerennialEvent.Outage("m", 11, cause, lasted, PATIENCE.minus(lasted)));
        notices.isToldOf(new PerennialEvent.Wait("m", 11, Duration.ofMinutes(1)));
        return told;
    }

    @Test
    void withoutAnOutage_nothingIsSaid_andNothingIsTaken() {
        assertThat(notices.isToldOf(new PerennialEvent.Wait("m", 2, Duration.ofSeconds(8))))
                .isFalse();
        assertThat(notices.isToldOf(new PerennialEvent.FirstToken("m", 2, Duration.ofSeconds(9))))
                .isFalse();
        assertThat(said).isEmpty();
    }

    @Test
    void anOutage_isSaidOnce_thenEveryTenMinutes_andWhenItIsOver() {
        for (int minute = 1; minute <= 25; minute++) {
            assertThat(out(Duration.ofMinutes(minute))).isTrue();
            assertThat(notices.isToldOf(new PerennialEvent.Attempt("m", 10 + minute)))
                    .isTrue();
        }
        notices.isToldOf(new PerennialEvent.FirstToken("m", 36, Duration.ofMinutes(26)));

        assertThat(said)
                .containsExactly(
                        "outage: outage: no connection for 1 min now; waiting up to 5 h 59 min more for its end",
                        "still_out: still out after 11 min (no connection); waiting up to 5 h 49 min more",
                        "still_out: still out after 21 min (no connection); waiting up to 5 h 39 min more",
                        "back: back after 26 min");
    }

    @Test
    void afterwards_waitsAreAsTheyWere() {
        out(Duration.ofMinutes(1));
        notices.isToldOf(new PerennialEvent.FirstToken("m", 12, Duration.ofMinutes(2)));

        assertThat(notices.isToldOf(new PerennialEvent.Wait("m", 13, Duration.ofSeconds(8))))
                .isFalse();
    }
}
