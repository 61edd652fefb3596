package dev.perennial.governor.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HeadTimeTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:15:17Z");

    @Test
    void instant_randomSeconds_areReadAsTheFormatterReadsThem() {
        Random random = new Random(11);
        for (int i = 0; i < 10_000; i++) {
            Instant time = Instant.ofEpochSecond(random.nextLong(253_402_300_800L));

            assertThat(HeadTime.instant(time.toString())).contains(time);
        }
    }

    @Test
    void httpDate_randomSeconds_areReadAsTheFormatterReadsThem() {
        Random random = new Random(12);
        for (int i = 0; i < 10_000; i++) {
            Instant time = Instant.ofEpochSecond(random.nextLong(253_402_300_800L));
            String text = DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));

            assertThat(HeadTime.httpDate(text)).contains(time);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {" 2026-11-22T10:15:17Z ", "2026-11-22T12:15:17+02:00", "2026-11-22T10:15:17.000Z"})
    void instant_otherForms_areRead(String text) {
        assertThat(HeadTime.instant(text)).contains(NOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sun, 22 Nov 2026 10:15:17 GMT", " Sun, 22 Nov 2026 12:15:17 +0200"})
    void httpDate_otherForms_areRead(String text) {
        assertThat(HeadTime.httpDate(text)).contains(NOW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "2026-13-22T10:15:17Z",
                "2026-02-30T10:15:17Z",
                "2026-11-22T25:15:17Z",
                "2026-11-22 10:15:17Z"
            })
    void instant_noTime_isNone(String text) {
        assertThat(HeadTime.instant(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "today",
                "Sun, 22 anF 2026 10:15:17 GMT",
                "Sun, 31 Feb 2026 10:15:17 GMT",
                "Sun, 22 Nov 2026 10:60:17 GMT",
                "Sun, 22 Nov 2026 10-15-17 GMT"
            })
    void httpDate_noTime_isNone(String text) {
        assertThat(HeadTime.httpDate(text)).isEmpty();
    }
}
