package dev.perennial.app;

import dev.perennial.client.PerennialEvent;
import dev.perennial.governor.Wait;
import java.time.Duration;
import java.util.function.BiConsumer;

/**
 * Says that a request waits for its turn under the rate limit: {@code waiting 12 s for input tokens, 3 ahead}; again when it turns
 * out to be much longer, or for something else. Used by one message at a time.
 */
final class QueueNotices {

    /** Waits that are shorter are over before anybody has read that they began. */
    private static final Duration NOTICED = Duration.ofSeconds(1);

    private static final int MUCH_LONGER = 2;

    private final BiConsumer<String, String> notices;
    private Duration told = Duration.ZERO;

    QueueNotices(BiConsumer<String, String> notices) {
        this.notices = notices;
    }

    void on(PerennialEvent.Queued queued) {
        Wait wait = queued.forecast();
        boolean news = wait.estimate().compareTo(told.multipliedBy(MUCH_LONGER)) > 0;
        if (news && wait.estimate().compareTo(NOTICED) >= 0) {
            told = wait.estimate();
            notices.accept("queued", wait.sentence() + (wait.ahead() == 0 ? "" : ", " + wait.ahead() + " ahead"));
        }
    }

    /** It may go. */
    void over() {
        told = Duration.ZERO;
    }
}
