package dev.perennial.simulator.internal.limit;

import dev.perennial.http.Headers;
import dev.perennial.simulator.limit.Meter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The {@code anthropic-ratelimit-…} headers (platform.claude.com, "Rate limits"). */
final class LimitHeaders {

    private static final long THOUSAND = 1_000;

    private LimitHeaders() {}

    static Headers of(Buckets buckets, Instant now) {
        Bucket input = buckets.of(Meter.INPUT_TOKENS);
        Bucket output = buckets.of(Meter.OUTPUT_TOKENS);
        return header("requests", buckets.of(Meter.REQUESTS), now, 1)
                .with(header("input-tokens", input, now, THOUSAND))
                .with(header("output-tokens", output, now, THOUSAND))
                .with(header("tokens", mostRestrictive(input, output), now, THOUSAND));
    }

    private static Bucket mostRestrictive(Bucket a, Bucket b) {
        return a.remaining() < b.remaining() ? a : b;
    }

    private static Headers header(String of, Bucket bucket, Instant now, long unit) {
        String prefix = "anthropic-ratelimit-" + of;
        long remaining = Math.max(0, (bucket.remaining() + unit / 2) / unit * unit);
        return Headers.of(
                prefix + "-limit", Long.toString(bucket.perMinute()),
                prefix + "-remaining", Long.toString(Math.min(remaining, bucket.perMinute())),
                prefix + "-reset", reset(bucket, now));
    }

    /** When the bucket is full again, to the second. */
    private static String reset(Bucket bucket, Instant now) {
        Instant full = now.plusNanos(bucket.nanosUntilFull());
        Instant second = full.truncatedTo(ChronoUnit.SECONDS);
        return (second.equals(full) ? second : second.plusSeconds(1)).toString();
    }
}
