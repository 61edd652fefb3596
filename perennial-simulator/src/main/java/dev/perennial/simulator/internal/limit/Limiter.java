package dev.perennial.simulator.internal.limit;

import dev.perennial.http.Headers;
import dev.perennial.simulator.limit.LimitControl;
import dev.perennial.simulator.limit.Limits;
import dev.perennial.simulator.limit.Meter;
import dev.perennial.simulator.limit.Rates;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets requests in as far as the limits allow. Keeps the buckets of the 10,000 credentials and classes used last. Safe for
 * use by several threads.
 */
public final class Limiter implements LimitControl {

    private static final int MOST_BUCKETS = 10_000;

    private record Key(String credential, String rateClass) {}

    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, Buckets> all = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Buckets> eldest) {
            return size() > MOST_BUCKETS;
        }
    };
    private Limits limits;

    /** A limiter whose buckets are full. */
    public Limiter(Limits limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Asks for a request to be let in; takes the request and the estimate if it is.
     *
     * @param estimate the input tokens that it is thought to need
     */
    public Admission admit(String credential, String rateClass, long estimate) {
        return locked(() -> {
            Optional<Refusal> spent = limits.spend().code().map(Refusal::spent);
            return spent.<Admission>map(Admission.Refused::new)
                    .orElseGet(() -> limits.of(rateClass)
                            .or(() -> limits.ramp().map(ramp -> Rates.HIGHEST))
                            .map(rates -> admit(new Key(credential, rateClass), rates, estimate))
                            .orElse(new Admission.Admitted(Grant.UNLIMITED)));
        });
    }

    private Admission admit(Key key, Rates rates, long estimate) {
        Buckets buckets = buckets(key, rates);
        Optional<Refusal> refusal = refusal(key, buckets, estimate);
        if (refusal.isPresent()) {
            buckets.of(Meter.REQUESTS).drain(limits.refusedCount() ? 1 : 0);
            return new Admission.Refused(refusal.get());
        }
        buckets.of(Meter.REQUESTS).take(1);
        buckets.of(Meter.INPUT_TOKENS).take(estimate);
        limits.ramp().ifPresent(ramp -> buckets.ramp().add(ramp, estimate, now()));
        return new Admission.Admitted(new Taken(buckets, estimate));
    }

    private Optional<Refusal> refusal(Key key, Buckets buckets, long estimate) {
        return exceeded(key, buckets, Meter.REQUESTS, 1)
                .or(() -> exceeded(key, buckets, Meter.INPUT_TOKENS, estimate))
                .or(() -> exceeded(key, buckets, Meter.OUTPUT_TOKENS, 1))
                .or(() -> limits.ramp()
                        .map(ramp -> buckets.ramp().nanosUntil(ramp, estimate, now()))
                        .filter(nanos -> nanos > 0)
                        .map(Refusal::ramp));
    }

    /** What is larger than the bucket is let in when that is full; else it never would be. */
    private Optional<Refusal> exceeded(Key key, Buckets buckets, Meter meter, long amount) {
        Bucket bucket = buckets.of(meter);
        return bucket.remaining() >= amount || bucket.full()
                ? Optional.empty()
                : Optional.of(Refusal.exceeded(meter, bucket.perMinute(), key.rateClass(), bucket.nanosUntil(amount)));
    }

    /** The {@code anthropic-ratelimit-…} headers of a class; empty if it is not limited. */
    public Optional<Headers> headers(String credential, String rateClass) {
        return locked(() -> limits.of(rateClass)
                .map(rates -> LimitHeaders.of(buckets(new Key(credential, rateClass), rates), clock.instant())));
    }

    @Override
    public Limits limits() {
        return locked(() -> limits);
    }

    @Override
    public void set(Limits changed) {
        locked(() -> {
            // What has passed has passed under the old limits.
            all.values().forEach(buckets -> buckets.advance(now(), limits.foreign()));
            limits = changed;
            all.forEach(
                    (key, buckets) -> changed.of(key.rateClass()).ifPresent(rates -> buckets.resize(changed, rates)));
            return true;
        });
    }

    @Override
    public void withdraw(String rateClass, Meter meter, long amount) {
        if (amount < 1) {
            throw new IllegalArgumentException("amount " + amount + " has to be 1 or more.");
        }
        locked(() -> {
            all.forEach((key, buckets) -> {
                if (rateClass.equals(Limits.OTHERS) || rateClass.equals(key.rateClass())) {
                    buckets.advance(now(), limits.foreign());
                    buckets.of(meter).drain(amount);
                }
            });
            return true;
        });
    }

    @Override
    public List<Level> levels() {
        return locked(() -> {
            List<Level> levels = new ArrayList<>();
            all.forEach((key, buckets) -> {
                buckets.advance(now(), limits.foreign());
                buckets.each((meter, bucket) -> levels.add(
                        new Level(key.credential(), key.rateClass(), meter, bucket.perMinute(), bucket.remaining())));
            });
            return List.copyOf(levels);
        });
    }

    private Buckets buckets(Key key, Rates rates) {
        Buckets buckets = all.computeIfAbsent(key, k -> new Buckets(limits, rates, now()));
        buckets.advance(now(), limits.foreign());
        return buckets;
    }

    private long now() {
        Instant instant = clock.instant();
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private final class Taken implements Grant {

        private final Buckets buckets;
        private final long estimate;

        Taken(Buckets buckets, long estimate) {
            this.buckets = buckets;
            this.estimate = estimate;
        }

        @Override
        public void settle(long inputTokens) {
            change(Meter.INPUT_TOKENS, inputTokens - estimate);
        }

        @Override
        public void generated(int outputTokens) {
            change(Meter.OUTPUT_TOKENS, outputTokens);
        }

        @Override
        public void cancel() {
            change(Meter.INPUT_TOKENS, -estimate);
        }

        private void change(Meter meter, long tokens) {
            locked(() -> {
                buckets.advance(now(), limits.foreign());
                Bucket bucket = buckets.of(meter);
                if (tokens > 0) {
                    bucket.take(tokens);
                } else {
                    bucket.give(-tokens);
                }
                return true;
            });
        }
    }
}
