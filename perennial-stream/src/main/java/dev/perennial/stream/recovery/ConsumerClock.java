package dev.perennial.stream.recovery;

import java.time.Duration;
import java.util.Optional;

/** How long the consumer has had nothing, or nothing but pings. Not thread-safe; times are nanoseconds of any origin. */
final class ConsumerClock {

    private static final long KEEP_ALIVE_NANOS = Duration.ofSeconds(15).toNanos();

    private final long patience;
    private long deliveredAt;
    private long contentAt;

    /** The clock of a consumer that waits for content so long; for ever if that is empty. */
    ConsumerClock(Optional<Duration> patience) {
        this.patience = patience.map(Watch::nanos).orElse(Watch.NEVER);
    }

    void start(long now) {
        delivered(now);
    }

    void delivered(long now) {
        deliveredAt = now;
        contentAt = now;
    }

    /** It got something that is none of the message. */
    void deliveredAside(long now) {
        deliveredAt = now;
    }

    /** When a consumer that gets nothing because of us is to get a ping. */
    long pingDue() {
        return deliveredAt + KEEP_ALIVE_NANOS;
    }

    /** When it waits no longer; {@link Watch#NEVER} if it always will. */
    long patienceEnds() {
        return patience == Watch.NEVER ? Watch.NEVER : contentAt + patience;
    }
}
