package dev.perennial.gateway;

import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Where all that happens to a request meets: its handler is the only one who takes from it. What arrives is bounded, because
 * an upstream sends more only when it is asked to. Many threads put, one takes.
 */
final class Mailbox {

    private final LinkedBlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();

    void put(Arrival arrival) {
        arrivals.add(arrival);
    }

    /** Waits as long as it takes. */
    Arrival take() throws InterruptedException {
        return arrivals.take();
    }

    /** Waits for so many nanoseconds at most. */
    Optional<Arrival> take(long nanos) throws InterruptedException {
        return Optional.ofNullable(
                nanos == Long.MAX_VALUE ? arrivals.take() : arrivals.poll(nanos, TimeUnit.NANOSECONDS));
    }
}
