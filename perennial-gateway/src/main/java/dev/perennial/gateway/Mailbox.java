package dev.perennial.gateway;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Where all that happens to a request meets: its handler is the only one who takes from it. What arrives is bounded, because
 * an upstream sends more only when it is asked to. Many threads put, one takes.
 *
 * <p>Waits with a limit share one alarm, which is set anew only if it would ring too late: an alarm for each event would cost
 * more than the event. Nor is there a lock: it is taken and given back several times for each event.
 */
final class Mailbox implements AutoCloseable {

    /** What arrives; empty where the alarm rings. */
    private final Queue<Optional<Arrival>> arrivals = new ConcurrentLinkedQueue<>();

    private volatile @Nullable Thread taker;
    private CompletableFuture<?> alarm = CompletableFuture.completedFuture(null);
    private long ringsAt;

    void put(Arrival arrival) {
        add(Optional.of(arrival));
    }

    private void add(Optional<Arrival> arrival) {
        arrivals.add(arrival);
        Thread waiting = taker;
        if (waiting != null) {
            LockSupport.unpark(waiting);
        }
    }

    /** Waits as long as it takes. */
    Arrival take() throws InterruptedException {
        Optional<Arrival> arrival = next();
        while (arrival.isEmpty()) {
            arrival = next();
        }
        return arrival.get();
    }

    private Optional<Arrival> next() throws InterruptedException {
        Optional<Arrival> there = arrivals.poll();
        return there == null ? awaited() : there;
    }

    /** Says that it waits before it looks, so that whoever puts later wakes it. */
    private Optional<Arrival> awaited() throws InterruptedException {
        taker = Thread.currentThread();
        Optional<Arrival> there = arrivals.poll();
        while (there == null) {
            park();
            there = arrivals.poll();
        }
        taker = null;
        return there;
    }

    private void park() throws InterruptedException {
        LockSupport.park(this);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
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
        return awaited();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // ringing cannot fail
    private void ringWithin(long nanos) {
        long now = System.nanoTime();
        if (alarm.isDone() || ringsAt - now > nanos) {
            alarm.cancel(false);
            ringsAt = now + nanos;
            alarm = new CompletableFuture<Void>().completeOnTimeout(null, nanos, TimeUnit.NANOSECONDS);
            alarm.thenRun(() -> add(Optional.empty()));
        }
    }

    /** Has the alarm ring no more. */
    @Override
    public void close() {
        alarm.cancel(false);
    }
}
