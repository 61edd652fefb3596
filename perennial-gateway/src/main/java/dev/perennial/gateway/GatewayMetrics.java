package dev.perennial.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perennial.gateway.ServedRequest.ServedMessage;
import dev.perennial.http.Exchange;
import dev.perennial.http.Headers;
import dev.perennial.models.Catalogue;
import dev.perennial.models.TokenUsage;
import dev.perennial.stream.recovery.AttemptReport;
import dev.perennial.stream.recovery.Call;
import dev.perennial.stream.recovery.Cause;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what is served, in the form that Prometheus reads. Safe for use by several threads. */
final class GatewayMetrics implements GatewayListener {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(100),
        Duration.ofMillis(300),
        Duration.ofSeconds(1),
        Duration.ofSeconds(3),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(100),
        Duration.ofSeconds(300)
    };

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AtomicInteger open = new AtomicInteger();
    private final GatewayListener next;

    /** Passes on what it hears. */
    GatewayMetrics(GatewayListener next) {
        this.next = next;
        registry.gauge("perennial.gateway.open.requests", open);
    }

    void answer(Exchange exchange) {
        exchange.respond(
                200,
                Headers.of("Content-Type", "text/plain; version=0.0.4; charset=utf-8"),
                registry.scrape().getBytes(UTF_8));
    }

    @Override
    public void begun() {
        open.incrementAndGet();
        next.begun();
    }

    @Override
    public void served(ServedRequest request) {
        open.decrementAndGet();
        String status =
                request.status().isPresent() ? Integer.toString(request.status().getAsInt()) : "none";
        registry.counter("perennial.gateway.requests", "status", status).increment();
        request.message().ifPresent(this::count);
        next.served(request);
    }

    private void count(ServedMessage message) {
        String model = model(message.model());
        registry.counter(
                        "perennial.gateway.messages",
                        "model",
                        model,
                        "outcome",
                        message.outcome().code())
                .increment();
        message.firstContent()
                .ifPresent(after -> Timer.builder("perennial.gateway.first.content")
                        .tag("model", model)
                        .serviceLevelObjectives(BUCKETS)
                        .register(registry)
                        .record(after));
        List<AttemptReport> attempts = message.outcome().report().attempts();
        attempts.forEach(a -> count(model, a, a.number() == 1));
    }

    private void count(String model, AttemptReport attempt, boolean first) {
        attempt.cause()
                .map(GatewayMetrics::kind)
                .ifPresent(cause -> registry.counter("perennial.gateway.breaks", "model", model, "cause", cause)
                        .increment());
        if (attempt.shape() != Call.Shape.ORIGINAL) {
            registry.counter("perennial.gateway.resumes", "model", model).increment();
        }
        String paid = first ? "once" : "again";
        TokenUsage usage = attempt.usage();
        tokens(model, "input", paid, usage.input());
        tokens(model, "cache_write", paid, usage.cacheWrite());
        tokens(model, "cache_read", paid, usage.cacheRead());
        tokens(model, "output", paid, usage.output());
    }

    private void tokens(String model, String kind, String paid, long count) {
        registry.counter("perennial.gateway.tokens", "model", model, "kind", kind, "paid", paid)
                .increment((double) count);
    }

    /** Names that clients made up would fill the memory of whoever collects this. */
    private static String model(String name) {
        return Catalogue.builtIn().find(name).isPresent() ? name : "other";
    }

    private static String kind(Cause cause) {
        return cause instanceof Cause.InStream ? "error_event" : cause.code();
    }
}
