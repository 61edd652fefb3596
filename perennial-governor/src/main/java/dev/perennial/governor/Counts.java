package dev.perennial.governor;

import dev.perennial.models.TokenUsage;
import java.time.Duration;

/** Counts for {@link Statistics}. Not safe for use by several threads. */
final class Counts {

    private long asked;
    private long admitted;
    private long completed;
    private long refused;
    private long broken;
    private long rejected;
    private TokenUsage usage = TokenUsage.NONE;
    private Duration waited = Duration.ZERO;
    private Duration longestWait = Duration.ZERO;

    void asked() {
        asked++;
    }

    void admitted(Duration wait) {
        admitted++;
        if (wait.isPositive()) {
            waited = waited.plus(wait);
            longestWait = wait.compareTo(longestWait) > 0 ? wait : longestWait;
        }
    }

    void completed(TokenUsage used) {
        completed++;
        usage = usage.plus(used);
    }

    void refused() {
        refused++;
    }

    void broken() {
        broken++;
    }

    void rejected() {
        rejected++;
    }

    Statistics statistics() {
        return new Statistics(asked, admitted, completed, refused, broken, rejected, usage, waited, longestWait);
    }
}
