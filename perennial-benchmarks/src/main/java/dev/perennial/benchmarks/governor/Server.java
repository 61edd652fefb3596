package dev.perennial.benchmarks.governor;

import dev.perennial.governor.Refusal;
import dev.perennial.governor.limit.Amounts;
import dev.perennial.governor.limit.Dimension;
import dev.perennial.governor.limit.DimensionReport;
import dev.perennial.governor.limit.LimitReport;
import dev.perennial.models.TokenUsage;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/** A Messages API with limits, a prompt cache, and answers that take their time. */
final class Server {

    private static final long CACHED_FOR = 5 * Events.MINUTE;
    private static final long CHUNK = Events.SECOND / 2;
    private static final double TOKENS_PER_SECOND = 80;

    private final Events events;
    private final SplittableRandom random;
    private final Map<Dimension, ServerBucket> buckets = new HashMap<>();
    private final ServerRamp ramp = new ServerRamp();
    private final Map<String, Long> warm = new HashMap<>();
    private final Tally tally;
    private Terms terms;

    Server(Events events, Terms terms, long seed, Tally tally) {
        this.events = events;
        this.terms = terms;
        this.tally = tally;
        this.random = new SplittableRandom(seed);
        for (Dimension dimension : Dimension.values()) {
            double limit = terms.limits().of(dimension);
            buckets.put(dimension, new ServerBucket(limit, capacity(dimension, limit)));
        }
    }

    /** Requests are limited by the second. */
    private static double capacity(Dimension dimension, double limit) {
        return dimension == Dimension.REQUESTS ? Math.max(1, Math.floor(limit / 60)) : limit;
    }

    void change(Terms other) {
        advance();
        terms = other;
        buckets.forEach((dimension, bucket) -> {
            double limit = other.limits().of(dimension);
            bucket.resize(limit, capacity(dimension, limit));
        });
    }

    /** A request arrives after a while; its client hears of it. */
    void send(Turn turn, Listener listener) {
        events.after(latency(), () -> arrive(turn, 0.9 + random.nextDouble(0.2), listener));
    }

    /** A request is here at once, and its true size is known. */
    void sendAtOnce(Turn turn, Listener listener) {
        arrive(turn, 1, listener);
    }

    private long latency() {
        return random.nextLong(20 * Events.MILLI, 80 * Events.MILLI);
    }

    boolean wouldTake(Turn turn) {
        advance();
        return obstacle((double) uncached(turn)).isEmpty();
    }

    private void arrive(Turn turn, double error, Listener listener) {
        advance();
        long input = uncached(turn);
        double estimate = input * error;
        tally.sent(events.now());
        Optional<Refusal> refusal = obstacle(estimate);
        if (refusal.isPresent()) {
            tally.refused(events.now());
            events.after(latency(), () -> listener.refused(refusal.get()));
            return;
        }
        bucket(Dimension.REQUESTS).take(1);
        bucket(Dimension.INPUT).take(estimate);
        ramp.add(estimate, events.now());
        tally.admitted(turn, input, events.now());
        long first = (long) ((0.6 + random.nextDouble(1.4)) * Events.SECOND);
        events.after(first, () -> start(turn, input, estimate, listener));
    }

    private void start(Turn turn, long input, double estimate, Listener listener) {
        advance();
        bucket(Dimension.INPUT).take(input - estimate);
        warm.put("system", events.now() + CACHED_FOR);
        warm.put(prefix(turn, turn.number()), events.now() + CACHED_FOR);
        LimitReport report = report();
        TokenUsage usage = new TokenUsage(0, 0, input, 0, turn.promptTokens() - input);
        long latency = latency();
        events.after(latency, () -> listener.started(report, usage));
        events.after(CHUNK, () -> generate(turn, 0, usage, latency, listener));
    }

    private void generate(Turn turn, long before, TokenUsage usage, long latency, Listener listener) {
        advance();
        long now = Math.min(turn.outputTokens(), before + (long) (TOKENS_PER_SECOND * CHUNK / Events.SECOND));
        bucket(Dimension.OUTPUT).take((double) (now - before));
        if (now < turn.outputTokens()) {
            if (!turn.hidden()) {
                events.after(latency, () -> listener.generated(now));
            }
            events.after(CHUNK, () -> generate(turn, now, usage, latency, listener));
        } else {
            tally.completed(turn);
            TokenUsage whole =
                    new TokenUsage(usage.input(), turn.outputTokens(), usage.cacheWrite5m(), 0, usage.cacheRead());
            events.after(latency, () -> listener.ended(whole));
        }
    }

    private static String prefix(Turn turn, int number) {
        return turn.conversation() + "/" + number;
    }

    private long uncached(Turn turn) {
        if (turn.number() > 0 && isWarm(prefix(turn, turn.number() - 1))) {
            return turn.freshTokens();
        }
        return turn.promptTokens() - (isWarm("system") ? turn.systemTokens() : 0);
    }

    private boolean isWarm(String prefix) {
        return warm.getOrDefault(prefix, -1L) > events.now();
    }

    private Optional<Refusal> obstacle(double input) {
        return shortOf(Dimension.REQUESTS, 1)
                .or(() -> shortOf(Dimension.INPUT, input))
                .or(() -> shortOf(Dimension.OUTPUT, 1))
                .or(() -> ramp.seconds(input, terms.rampFree(), events.now())
                        .map(seconds -> refusal("ramp_limit_exceeded", seconds)));
    }

    private Optional<Refusal> shortOf(Dimension dimension, double amount) {
        ServerBucket bucket = bucket(dimension);
        return bucket.holds(amount) ? Optional.empty() : Optional.of(refusal("", bucket.secondsUntil(amount)));
    }

    private Refusal refusal(String code, double seconds) {
        Duration retryAfter = Duration.ofSeconds((long) Math.max(1, Math.ceil(seconds)));
        return new Refusal(code, Optional.of(retryAfter), report());
    }

    private LimitReport report() {
        if (terms.headers() == Terms.Headers.MISSING) {
            return LimitReport.NOTHING;
        }
        return new LimitReport(
                report(Dimension.REQUESTS), report(Dimension.INPUT), report(Dimension.OUTPUT), Optional.empty());
    }

    private DimensionReport report(Dimension dimension) {
        ServerBucket bucket = bucket(dimension);
        boolean rounds = terms.headers() == Terms.Headers.THOUSANDS && dimension != Dimension.REQUESTS;
        long left = Math.round(rounds ? Math.rint(bucket.left() / 1_000) * 1_000 : Math.floor(bucket.left()));
        OptionalLong remaining = terms.headers() == Terms.Headers.NO_REMAINING
                ? OptionalLong.empty()
                : OptionalLong.of(Math.max(0, left));
        return new DimensionReport(OptionalLong.of(Math.round(bucket.perMinute())), remaining, Optional.empty());
    }

    private void advance() {
        Amounts foreign = terms.foreign();
        buckets.forEach((dimension, bucket) -> bucket.advance(events.now(), (double) foreign.of(dimension)));
    }

    private ServerBucket bucket(Dimension dimension) {
        return buckets.getOrDefault(dimension, new ServerBucket(1, 1));
    }
}
