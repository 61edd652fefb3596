package dev.perennial.governor;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Names days. Calendars are slow, and days are long: it asks for the day once a day. Not safe for use by several threads. */
final class Today {

    private final ZoneId zone;
    private Instant begin = Instant.MAX;
    private Instant end = Instant.MIN;
    private String name = "";

    Today(ZoneId zone) {
        this.zone = zone;
    }

    /** The day on which a moment is, such as {@code 2026-11-22}. */
    String at(Instant moment) {
        if (moment.isBefore(begin) || !moment.isBefore(end)) {
            LocalDate day = LocalDate.ofInstant(moment, zone);
            begin = day.atStartOfDay(zone).toInstant();
            end = day.plusDays(1).atStartOfDay(zone).toInstant();
            name = day.toString();
        }
        return name;
    }
}
