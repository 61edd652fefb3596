package dev.perennial.app;

import java.time.Duration;
import java.util.Locale;

/** Writes how long something takes, for people: the two largest units that count. */
final class Spans {

    private static final long TEN_SECONDS = 10;

    private Spans() {}

    static String text(Duration time) {
        if (time.toHours() > 0) {
            return time.toHours() + " h" + rest(time.toMinutesPart(), "min");
        }
        if (time.toMinutes() > 0) {
            return time.toMinutes() + " min" + rest(time.toSecondsPart(), "s");
        }
        return seconds(time);
    }

    /** In seconds, with a tenth where that tells something. */
    static String seconds(Duration time) {
        double seconds = time.toMillis() / 1000.0;
        return String.format(Locale.ROOT, seconds < TEN_SECONDS ? "%.1f s" : "%.0f s", seconds);
    }

    private static String rest(int count, String unit) {
        return count == 0 ? "" : " " + count + " " + unit;
    }
}
