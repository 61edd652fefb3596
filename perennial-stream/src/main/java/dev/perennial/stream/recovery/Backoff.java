package dev.perennial.stream.recovery;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * How long to wait before the next attempt: what the server says; nothing after a stream that broke when it had brought
 * something, for the server was there a moment ago; else half a second that doubles up to eight, less up to a quarter by chance
 * (the official SDKs' own rule).
 */
final class Backoff {

    private static final double FIRST = 0.5;
    private static final double LONGEST = 8;
    private static final double LONGEST_IN_OUTAGE = 60;
    private static final double LONGEST_OFFLINE = 2;
    private static final int MOST_DOUBLINGS = 10;

    private final SplittableRandom random;
    private final Duration afterSilence;

    Backoff(SplittableRandom random, Duration afterSilence) {
        this.random = random;
        this.afterSilence = afterSilence;
    }

    /**
     * The wait before the next attempt.
     *
     * @param fruitless how many attempts in a row brought nothing, from 0
     * @param outage whether only patience keeps the message alive
     * @param silent whether nothing came any more, so that the connection may be dead
     */
    Duration delay(Cause cause, int fruitless, boolean outage, boolean silent) {
        Optional<Duration> asked = asked(cause);
        if (asked.isPresent() && !outage) {
            return asked.get();
        }
        boolean atOnce = fruitless == 0 && !outage && !isTold(cause);
        Duration delay = atOnce ? Duration.ZERO : doubled(Math.max(0, fruitless - 1), longest(cause, outage));
        Duration least = silent ? afterSilence : asked.orElse(Duration.ZERO);
        return delay.compareTo(least) < 0 ? least : delay;
    }

    /** Whether the server itself says that it cannot, rather than that something broke on the way. */
    private static boolean isTold(Cause cause) {
        return cause instanceof Cause.InStream || cause instanceof Cause.Status;
    }

    /** Who asks whether there is a network again troubles nobody. */
    private static double longest(Cause cause, boolean outage) {
        if (cause instanceof Cause.Offline) {
            return LONGEST_OFFLINE;
        }
        return outage ? LONGEST_IN_OUTAGE : LONGEST;
    }

    private Duration doubled(int failures, double most) {
        double seconds = Math.min(most, FIRST * Math.pow(2, Math.min(failures, MOST_DOUBLINGS)));
        return Duration.ofNanos((long) (seconds * (1 - random.nextDouble() / 4) * 1e9));
    }

    /** What the server asks to wait (platform.claude.com, "Rate limits"): milliseconds, seconds, or a date. */
    static Optional<Duration> asked(Cause cause) {
        return cause instanceof Cause.Status status
                ? millis(status.head()).or(() -> seconds(status.head())).filter(Duration::isPositive)
                : Optional.empty();
    }

    private static Optional<Duration> millis(ResponseHead head) {
        return head.header("retry-after-ms").flatMap(v -> number(v, 1e6));
    }

    private static Optional<Duration> seconds(ResponseHead head) {
        return head.header("retry-after").flatMap(v -> number(v, 1e9).or(() -> date(v, head)));
    }

    private static Optional<Duration> number(String text, double nanos) {
        try {
            double number = Double.parseDouble(text.strip());
            return Double.isFinite(number)
                    ? Optional.of(Duration.ofNanos((long) Math.min(number * nanos, Long.MAX_VALUE / 4.0)))
                    : Optional.empty();
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    /** There is no clock here: the server's own date says how far away the other is. */
    private static Optional<Duration> date(String text, ResponseHead head) {
        return instant(text)
                .flatMap(until ->
                        head.header("date").flatMap(Backoff::instant).map(now -> Duration.between(now, until)));
    }

    private static Optional<ZonedDateTime> instant(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME));
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }
}
