package dev.perennial.app.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as people write them: {@code 250ms}, {@code 25s}, {@code 2m}, {@code 6h}. */
public final class Times {

    private static final Pattern TIME = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

    /** Longer waits are slips of the keyboard, and more than some transports can take. */
    private static final Duration LONGEST = Duration.ofDays(7);

    private static final Pattern DAYS = Pattern.compile("(\\d{1,5})d");

    private Times() {}

    /** Reads a time from one millisecond to seven days; empty if it is none. */
    public static Optional<Duration> parse(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(time.group(1));
        Duration duration = switch (time.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            default -> Duration.ofHours(count);
        };
        return duration.isZero() || duration.compareTo(LONGEST) > 0 ? Optional.empty() : Optional.of(duration);
    }

    /** Reads a time that things are kept for: as {@link #parse}, or in days up to 99,999; empty if it is none. */
    public static Optional<Duration> parseRetention(String text) {
        Matcher days = DAYS.matcher(text);
        return days.matches()
                ? Optional.of(Duration.ofDays(Long.parseLong(days.group(1)))).filter(Duration::isPositive)
                : parse(text);
    }
}
