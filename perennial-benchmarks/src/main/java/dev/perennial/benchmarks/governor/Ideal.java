package dev.perennial.benchmarks.governor;

import dev.perennial.governor.Refusal;
import dev.perennial.models.TokenUsage;
import java.util.ArrayDeque;
import java.util.Deque;

/** First come, first served, by somebody who sees the server's buckets and knows all token counts before. */
final class Ideal implements Policy {

    private static final long LOOK_AGAIN = 5 * Events.MILLI;

    private record Waiting(Turn turn, Runnable done) {}

    private final Events events;
    private final Server server;
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private boolean looking;

    Ideal(Events events, Server server) {
        this.events = events;
        this.server = server;
    }

    @Override
    public void want(Turn turn, Runnable done) {
        queue.add(new Waiting(turn, done));
        if (!looking) {
            look();
        }
    }

    private void look() {
        Waiting next = queue.peek();
        while (next != null && server.wouldTake(next.turn())) {
            queue.remove();
            server.sendAtOnce(next.turn(), new Deaf(next.done()));
            next = queue.peek();
        }
        looking = next != null;
        if (looking) {
            events.after(LOOK_AGAIN, this::look);
        }
    }

    /** Hears only that it is over. */
    private record Deaf(Runnable done) implements Listener {

        @Override
        public void ended(TokenUsage usage) {
            done.run();
        }

        @Override
        public void refused(Refusal refusal) {
            throw new IllegalStateException("The ideal is never refused: " + refusal);
        }
    }
}
