package dev.perennial.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perennial.http.Exchange;
import dev.perennial.http.Headers;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** Counts what is served, in the form that Prometheus reads. Safe for use by several threads. */
final class WebMetrics implements WebListener {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    WebMetrics(OpenStreams streams) {
        Gauge.builder("perennial.web.open.streams", streams, OpenStreams::count)
                .description("Event streams that are open.")
                .register(registry);
    }

    @Override
    public void served(Served request) {
        String status =
                request.status().isPresent() ? Integer.toString(request.status().getAsInt()) : "none";
        Counter.builder("perennial.web.requests")
                .description("Requests of all kinds that were served.")
                .tag("status", status)
                .register(registry)
                .increment();
    }

    void answer(Exchange exchange) {
        exchange.respond(
                200,
                Headers.of("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                        .with(PageHeaders.OF_DATA),
                registry.scrape().getBytes(UTF_8));
    }
}
