package dev.perennial.governor;

import static java.util.Objects.requireNonNull;

import dev.perennial.governor.limit.Dimension;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Why and how long a request waits.
 *
 * @param estimate how much longer, as things stand
 * @param reason for what
 * @param ahead how many requests are thought to go before it
 */
public record Wait(Duration estimate, Reason reason, int ahead) {

    /** What a request waits for. */
    public enum Reason {
        /** The limit of requests. */
        REQUESTS("requests"),
        /** The limit of input tokens. */
        INPUT("input tokens"),
        /** The limit of output tokens. */
        OUTPUT("output tokens"),
        /** The server said when to ask again. */
        RETRY_AFTER("the server's retry-after"),
        /** A sharper increase would be refused. */
        RAMP("a gentler increase"),
        /** The first response after a start or a refusal. */
        PROBE("the first response"),
        /** Another request that writes the same prefix to the cache. */
        SHARED_PREFIX("the prompt cache");

        private final String words;

        /** The limit that is waited for, if it is one. */
        Optional<Dimension> dimension() {
            return switch (this) {
                case REQUESTS -> Optional.of(Dimension.REQUESTS);
                case INPUT -> Optional.of(Dimension.INPUT);
                case OUTPUT -> Optional.of(Dimension.OUTPUT);
                case RETRY_AFTER, RAMP, PROBE, SHARED_PREFIX -> Optional.empty();
            };
        }

        Reason(String words) {
            this.words = words;
        }

        /** The name in JSON, such as {@code retry_after}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Wait {
        requireNonNull(estimate, "estimate");
        requireNonNull(reason, "reason");
    }

    /** For people: {@code waiting 12 s for input tokens}. */
    public String sentence() {
        return "waiting " + Math.max(1, Math.ceilDiv(estimate.toMillis(), 1_000)) + " s for " + reason.words;
    }
}
