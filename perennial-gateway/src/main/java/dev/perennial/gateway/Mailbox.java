package dev.perennial.gateway;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Where all that happens to a request meets: its handler is the only one who takes from it. What arrives is bounded, because
 * an upstream sends more only when it is asked to. Many threads put, one takes.
 *
 * <p>Waits with a limit share one alarm, which is set anew only if it would ring too late: an alarm for each event would cost
 * more than the event.
 */
final class Mailbox implements AutoCloseable {

    /** What arrives; empty where the alarm rings. */
    private final LinkedBlockingQueue<Optional<Arrival>> arrivals = new LinkedBlockingQueue<>();

    private CompletableFuture<?> alarm = CompletableFuture.completedFuture(null);
    private long ringsAt;

    void put(Arrival arrival) {
        arrivals.add(Optional.of(arrival));
    }

    /** Waits as long as it takes. */
    Arrival take() throws InterruptedException {
        Optional<Arrival> arrival = arrivals.take();
        while (arrival.isEmpty()) {
            arrival = arrivals.take();
        }
        return arrival.get();
    }

    /** Waits for so many nanoseconds at most; may come back with nothing before they are over. */
    Optional<Arrival> take(long nanos) throws InterruptedException {
        Optional<Arrival> there = arrivals.poll();
        if (there != null) {
            return there;
        }
        if (nanos <= 0) {
            return Optional.empty();
        }
        if (nanos != Long.MAX_VALUE) {
            ringWithin(nanos);
        }
        return arrivals.take();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // ringing cannot fail
    private void ringWithin(long nanos) {
        long now = System.nanoTime();
        if (alarm.isDone() || ringsAt - now > nanos) {
            alarm.cancel(false);
            ringsAt = now + nanos;
            alarm = new CompletableFuture<Void>().completeOnTimeout(null, nanos, TimeUnit.NANOSECONDS);
            alarm.thenRun(() -> arrivals.add(Optional.empty()));
        }
    }

    /** Has the alarm ring no more. */
    @Override
    public void close() {
        alarm.cancel(false);
    }
}
