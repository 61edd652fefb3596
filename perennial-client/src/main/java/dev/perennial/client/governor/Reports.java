package dev.perennial.client.governor;

import dev.perennial.governor.limit.LimitReport;
import dev.perennial.stream.recovery.Cause;
import dev.perennial.stream.recovery.ResponseHead;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** What the heads of responses say of limits. */
final class Reports {

    /** What is said of a subscription's limits begins so (seen in traffic of Claude Code; not documented). */
    private static final String SUBSCRIPTION = "anthropic-ratelimit-unified-";

    private static final String REJECTED = "rejected";

    private Reports() {}

    static LimitReport of(ResponseHead head, String prefix) {
        return LimitReport.of(head::header, prefix);
    }

    /** How long nothing is to be sent after a refusal; of a subscription until its limit begins anew. */
    static Optional<Duration> pause(Cause.Status refusal) {
        return refusal.retryAfter().or(() -> untilReset(refusal.head()));
    }

    private static Optional<Duration> untilReset(ResponseHead head) {
        return head.header(SUBSCRIPTION + "status")
                .filter(REJECTED::equals)
                .flatMap(rejected -> head.header(SUBSCRIPTION + "reset"))
                .flatMap(Reports::epoch)
                .flatMap(reset -> head.header("date").flatMap(Reports::date).map(now -> Duration.between(now, reset)))
                .filter(Duration::isPositive);
    }

    private static Optional<Instant> epoch(String text) {
        try {
            return Optional.of(Instant.ofEpochSecond(Long.parseLong(text.strip())));
        } catch (NumberFormatException | DateTimeException notSaid) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip(), Instant::from));
        } catch (DateTimeException notSaid) {
            return Optional.empty();
        }
    }
}
