package dev.perennial.client;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what a supplier gives until that is null, to one subscriber, and asks for no more than it was asked for. The end is
 * told without being asked for where it is known without reading on.
 */
final class StreamPublisher<T> implements Flow.Publisher<T> {

    private final Supplier<@Nullable T> source;
    private final BooleanSupplier finished;
    private final Runnable closing;
    private final AtomicBoolean subscribed = new AtomicBoolean();

    /**
     * @param finished whether the supplier will give nothing more; false if that is not known yet
     */
    StreamPublisher(Supplier<@Nullable T> source, BooleanSupplier finished, Runnable closing) {
        this.source = source;
        this.finished = finished;
        this.closing = closing;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        requireNonNull(subscriber, "subscriber");
        if (!subscribed.compareAndSet(false, true)) {
            subscriber.onSubscribe(new NothingToAskFor());
            subscriber.onError(new IllegalStateException("this publisher has a subscriber: a stream comes only once"));
            return;
        }
        Reading reading = new Reading(subscriber);
        Thread.ofVirtual().name("perennial-publish").start(reading::run);
    }

    private record NothingToAskFor() implements Flow.Subscription {

        @Override
        public void request(long count) {}

        @Override
        public void cancel() {}
    }

    private final class Reading implements Flow.Subscription {

        private final Flow.Subscriber<? super T> subscriber;
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();
        private long wanted;
        private boolean unasked;
        private boolean cancelled;

        Reading(Flow.Subscriber<? super T> subscriber) {
            this.subscriber = subscriber;
        }

        /** All signals come from this thread, one after the other. */
        void run() {
            try {
                subscriber.onSubscribe(this);
                publish();
            } finally {
                closing.run();
            }
        }

        private void publish() {
            while (awaitDemand()) {
                T next;
                try {
                    next = source.get();
                } catch (RuntimeException | Error failure) {
                    fail(failure);
                    return;
                }
                if (next == null) {
                    complete();
                    return;
                }
                subscriber.onNext(next);
                if (finished.getAsBoolean()) {
                    complete();
                    return;
                }
            }
        }

        private void fail(Throwable failure) {
            if (!isCancelled()) {
                subscriber.onError(failure);
            }
        }

        private void complete() {
            if (!isCancelled()) {
                subscriber.onComplete();
            }
        }

        /** Takes one of what is wanted; false if nothing is any more. */
        private boolean awaitDemand() {
            lock.lock();
            try {
                while (wanted == 0 && !cancelled && !unasked) {
                    changed.awaitUninterruptibly();
                }
                if (wanted > 0 && !cancelled && !unasked) {
                    wanted--;
                    return true;
                }
            } finally {
                lock.unlock();
            }
            if (!isCancelled()) {
                subscriber.onError(new IllegalArgumentException("a subscriber has to ask for at least 1 item"));
            }
            return false;
        }

        private boolean isCancelled() {
            lock.lock();
            try {
                return cancelled;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void request(long count) {
            lock.lock();
            try {
                unasked |= count < 1;
                wanted = count < 1 ? wanted : saturated(wanted + count);
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        private static long saturated(long sum) {
            return sum < 0 ? Long.MAX_VALUE : sum;
        }

        /** A read that waits for the server ends. */
        @Override
        public void cancel() {
            lock.lock();
            try {
                cancelled = true;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
            closing.run();
        }
    }
}
