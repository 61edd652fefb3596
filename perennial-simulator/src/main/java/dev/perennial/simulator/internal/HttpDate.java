package dev.perennial.simulator.internal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Dates as HTTP writes them: always two digits for the day, always GMT (RFC 9110, 5.6.7). */
public final class HttpDate {

    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private HttpDate() {}

    /** The text form, in whole seconds. */
    public static String format(Instant instant) {
        return FORM.format(instant);
    }

    /**
     * The time of a text form.
     *
     * @throws java.time.format.DateTimeParseException if it is none
     */
    public static Instant parse(String text) {
        return FORM.parse(text, Instant::from);
    }
}
