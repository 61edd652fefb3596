package dev.perennial.simulator.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class HttpDateTest {

    @Test
    void format_earlyInTheMonth_hasTwoDigits() {
        Instant instant = Instant.parse("2026-11-06T08:09:07.9Z");

        assertThat(HttpDate.format(instant)).isEqualTo("Fri, 06 Nov 2026 08:09:07 GMT");
        assertThat(HttpDate.parse("Fri, 06 Nov 2026 08:09:07 GMT")).isEqualTo("2026-11-06T08:09:07Z");
    }
}
