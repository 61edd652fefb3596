package dev.perennial.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PingsTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long NEVER = Long.MAX_VALUE;

    private final Pings pings = new Pings(Optional.of(Duration.ofSeconds(45)), -7);

    @Test
    void none_isDueToWhoeverIsNotToGetAny() {
        assertThat(new Pings(Optional.empty(), 0).dueIn(true, 900 * SECOND)).isEqualTo(NEVER);
    }

    @Test
    void first_isDueOnlyWhileTheRequestWaitsForItsTurn() {
        assertThat(pings.dueIn(true, -7)).isEqualTo(45 * SECOND);
        assertThat(pings.dueIn(true, 44 * SECOND - 7)).isEqualTo(SECOND);
        assertThat(pings.dueIn(true, 50 * SECOND)).isZero();
        assertThat(pings.dueIn(false, 50 * SECOND)).isEqualTo(NEVER);
    }

    @Test
    void next_areDueAfterAThird_alsoOnceTheRequestWasSent() {
        pings.sent(50 * SECOND);

        assertThat(pings.dueIn(true, 50 * SECOND)).isEqualTo(15 * SECOND);
        assertThat(pings.dueIn(false, 64 * SECOND)).isEqualTo(SECOND);
    }

    @Test
    void none_isDueOnceTheMessageHasBegun() {
        pings.sent(50 * SECOND);
        pings.over();

        assertThat(pings.dueIn(true, 900 * SECOND)).isEqualTo(NEVER);
    }
}
