package dev.perennial.gateway;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The messages that are on their way, so that they can be told when the gateway closes. Safe for use by several threads. */
final class RunningMessages {

    /** What a message needs to say that it ends here. */
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final Set<Mailbox> running = ConcurrentHashMap.newKeySet();

    void add(Mailbox message) {
        running.add(message);
    }

    void remove(Mailbox message) {
        running.remove(message);
    }

    /** Tells all of them. */
    void networkChanged(boolean doubtful) {
        running.forEach(message -> message.put(new Arrival.NetworkChanged(doubtful)));
    }

    /** Has those that still run shortly before the grace is over end with a word instead of a cut. */
    Thread endBefore(Duration grace) {
        Duration wait = grace.minus(FAREWELL);
        return Thread.ofVirtual().name("gateway-closing").start(() -> {
            try {
                Thread.sleep(wait.isNegative() ? Duration.ZERO : wait);
                running.forEach(message -> message.put(new Arrival.Closing()));
            } catch (InterruptedException allAreDone) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
