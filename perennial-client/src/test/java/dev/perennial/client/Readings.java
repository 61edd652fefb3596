package dev.perennial.client;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.export.CollectionRegistration;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import java.util.Map;
import java.util.TreeMap;

/** Reads what OpenTelemetry's meters have. */
final class Readings implements MetricReader {

    private CollectionRegistration meters = CollectionRegistration.noop();

    /** How much each counter counted and how many each histogram has, by name and labels. */
    Map<String, Double> totals() {
        Map<String, Double> totals = new TreeMap<>();
        meters.collectAllMetrics().forEach(metric -> {
            metric.getDoubleSumData()
                    .getPoints()
                    .forEach(p -> totals.put(metric.getName() + labels(p.getAttributes()), p.getValue()));
            metric.getHistogramData()
                    .getPoints()
                    .forEach(p -> totals.put(metric.getName() + labels(p.getAttributes()), (double) p.getCount()));
        });
        return totals;
    }

    private static Map<String, String> labels(Attributes attributes) {
        Map<String, String> labels = new TreeMap<>();
        attributes.forEach((key, value) -> labels.put(key.getKey(), value.toString()));
        return labels;
    }

    @Override
    public void register(CollectionRegistration registration) {
        meters = registration;
    }

    @Override
    public AggregationTemporality getAggregationTemporality(InstrumentType type) {
        return AggregationTemporality.CUMULATIVE;
    }

    @Override
    public CompletableResultCode forceFlush() {
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
        return CompletableResultCode.ofSuccess();
    }
}
