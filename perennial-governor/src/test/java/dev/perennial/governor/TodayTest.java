package dev.perennial.governor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TodayTest {

    @Test
    void at_momentsInAnyOrder_areOnTheDayOfTheCalendar() {
        ZoneId zone = ZoneId.of("Europe/Berlin");
        Today today = new Today(zone);
        Random random = new Random(3);
        Instant from = Instant.parse("2026-01-01T00:00:00Z");
        for (int i = 0; i < 10_000; i++) {
            Instant moment = from.plusSeconds(random.nextLong(400 * 86_400L));

            assertThat(today.at(moment))
                    .isEqualTo(moment.atZone(zone).toLocalDate().toString());
        }
    }

    @Test
    void at_theLastAndTheFirstMomentOfADay_areTwoDays() {
        Today today = new Today(ZoneOffset.UTC);

        assertThat(today.at(Instant.parse("2026-11-22T23:59:59.999999999Z"))).isEqualTo("2026-11-22");
        assertThat(today.at(Instant.parse("2026-11-23T00:00:00Z"))).isEqualTo("2026-11-23");
        assertThat(today.at(Instant.parse("2026-11-22T00:00:00Z"))).isEqualTo("2026-11-22");
    }
}
