package dev.perennial.governor.limit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Times in heads of responses. Each head has four of them, and a formatter takes longer than all that is done with them: times in
 * the usual form are read digit by digit, only others by a formatter.
 */
final class HeadTime {

    private static final String INSTANT = "0000-00-00T00:00:00Z";
    private static final String HTTP_DATE = "???, 00 ??? 0000 00:00:00 GMT";
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    private HeadTime() {}

    /** Such as {@code 2026-11-22T10:15:17Z} (RFC 3339). */
    static Optional<Instant> instant(String text) {
        return read(() -> hasForm(text, INSTANT) ? plain(text) : Instant.parse(text.strip()));
    }

    /** Such as {@code Sun, 22 Nov 2026 10:15:17 GMT} (RFC 9110, 5.6.7). */
    static Optional<Instant> httpDate(String text) {
        int month = hasForm(text, HTTP_DATE) ? MONTHS.indexOf(text.substring(8, 11)) : -1;
        return read(() -> month >= 0 && month % 3 == 0
                ? at(number(text, 12, 16), month / 3 + 1, number(text, 5, 7), text, 17)
                : DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip(), Instant::from));
    }

    private static Instant plain(String text) {
        return at(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10), text, 11);
    }

    private static Instant at(int year, int month, int day, String text, int time) {
        return LocalDateTime.of(
                        year,
                        month,
                        day,
                        number(text, time, time + 2),
                        number(text, time + 3, time + 5),
                        number(text, time + 6, time + 8))
                .toInstant(ZoneOffset.UTC);
    }

    private static int number(String text, int begin, int end) {
        return Integer.parseInt(text, begin, end, 10);
    }

    /** Whether digits are where the form has zeros, and the rest is the same but for question marks. */
    private static boolean hasForm(String text, String form) {
        boolean same = text.length() == form.length();
        for (int i = 0; same && i < form.length(); i++) {
            char wanted = form.charAt(i);
            char found = text.charAt(i);
            same = wanted == '?' || (wanted == '0' ? found >= '0' && found <= '9' : found == wanted);
        }
        return same;
    }

    private static Optional<Instant> read(Supplier<Instant> time) {
        try {
            return Optional.of(time.get());
        } catch (DateTimeException notSaid) {
            return Optional.empty();
        }
    }
}
