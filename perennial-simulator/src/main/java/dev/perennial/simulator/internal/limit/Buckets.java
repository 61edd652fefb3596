package dev.perennial.simulator.internal.limit;

import dev.perennial.simulator.limit.Limits;
import dev.perennial.simulator.limit.Meter;
import dev.perennial.simulator.limit.Rates;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** The buckets of one credential and class of models. Not safe for use by several threads; the limiter holds a lock. */
final class Buckets {

    private static final long NANOS_PER_MINUTE = 60_000_000_000L;

    private final Map<Meter, Bucket> buckets = new EnumMap<>(Meter.class);
    private final RampWindow ramp = new RampWindow();

    Buckets(Limits limits, Rates rates, long now) {
        for (Meter meter : Meter.values()) {
            buckets.put(meter, new Bucket(rates.of(meter), capacity(meter, limits, rates), now));
        }
    }

    private static long capacity(Meter meter, Limits limits, Rates rates) {
        return meter == Meter.REQUESTS
                ? Math.max(1, rates.requests() * limits.requestWindow().toNanos() / NANOS_PER_MINUTE)
                : rates.of(meter);
    }

    void advance(long now, Rates foreign) {
        each((meter, bucket) -> bucket.advance(now, foreign.of(meter)));
    }

    void resize(Limits limits, Rates rates) {
        each((meter, bucket) -> bucket.resize(rates.of(meter), capacity(meter, limits, rates)));
    }

    Bucket of(Meter meter) {
        Bucket bucket = buckets.get(meter);
        if (bucket == null) {
            throw new IllegalStateException("There is a bucket for each meter");
        }
        return bucket;
    }

    RampWindow ramp() {
        return ramp;
    }

    void each(BiConsumer<Meter, Bucket> action) {
        buckets.forEach(action);
    }
}
