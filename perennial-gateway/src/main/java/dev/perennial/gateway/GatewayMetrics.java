package dev.perennial.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perennial.client.PerennialListener;
import dev.perennial.client.governor.SharedGovernor;
import dev.perennial.client.telemetry.MicrometerMetrics;
import dev.perennial.http.Exchange;
import dev.perennial.http.Headers;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what is served, in the form that Prometheus reads. Safe for use by several threads. */
final class GatewayMetrics implements GatewayListener {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    /** Names of models that clients made up would fill the memory of whoever collects this. */
    private final MicrometerMetrics messages = MicrometerMetrics.ofKnownModels(registry);

    private final AtomicInteger open = new AtomicInteger();
    private final GatewayListener next;
    private final Optional<LimitMetrics> limits;

    /** Passes on what it hears; the governor, if there is one, tells of limits and queues. */
    GatewayMetrics(GatewayListener next, Optional<SharedGovernor> governor) {
        this.next = next;
        this.limits = governor.map(g -> new LimitMetrics(registry, g::state));
        Gauge.builder("perennial.gateway.open.requests", open, AtomicInteger::doubleValue)
                .description("Requests that are being served.")
                .register(registry);
    }

    void answer(Exchange exchange) {
        limits.ifPresent(LimitMetrics::refresh);
        exchange.respond(
                200,
                Headers.of("Content-Type", "text/plain; version=0.0.4; charset=utf-8"),
                registry.scrape().getBytes(UTF_8));
    }

    /** Counts what becomes of messages, under the names that the library's metrics have too. */
    PerennialListener ofMessages() {
        return messages;
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
        Counter.builder("perennial.gateway.requests")
                .description("Requests of all kinds that were served.")
                .tag("status", status)
                .register(registry)
                .increment();
        next.served(request);
    }
}
