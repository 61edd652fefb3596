package dev.perennial.benchmarks.governor;

import dev.perennial.governor.Refusal;
import dev.perennial.models.TokenUsage;
import java.time.Duration;

/** Sends at once, and again after {@code retry-after}; gives up after so many retries, as the SDKs do after two. */
final class Retrying implements Policy {

    private final Events events;
    private final Server server;
    private final Tally tally;
    private final int retries;

    Retrying(Events events, Server server, Tally tally, int retries) {
        this.events = events;
        this.server = server;
        this.tally = tally;
        this.retries = retries;
    }

    @Override
    public void want(Turn turn, Runnable done) {
        server.send(turn, new Attempt(turn, done, 0));
    }

    private final class Attempt implements Listener {

        private final Turn turn;
        private final Runnable done;
        private final int number;

        Attempt(Turn turn, Runnable done, int number) {
            this.turn = turn;
            this.done = done;
            this.number = number;
        }

        @Override
        public void ended(TokenUsage usage) {
            done.run();
        }

        @Override
        public void refused(Refusal refusal) {
            if (number == retries) {
                tally.lost();
                done.run();
                return;
            }
            long pause = refusal.retryAfter().orElse(Duration.ofSeconds(1)).toNanos();
            events.after(pause, () -> server.send(turn, new Attempt(turn, done, number + 1)));
        }
    }
}
