package dev.perennial.client.telemetry;

import static java.util.Objects.requireNonNull;

import dev.perennial.client.PerennialEvent;
import dev.perennial.client.PerennialListener;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleCounter;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.Meter;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * Counts what happens to messages, by OpenTelemetry; the names are those of {@link MicrometerMetrics}.
 *
 * <pre>{@code
 * PerennialListener metrics = OpenTelemetryMetrics.of(GlobalOpenTelemetry.get());
 * PerennialListener events = OpenTelemetryEvents.create();
 * Perennial perennial = Perennial.with(
 *         PerennialSettings.builder().listener(metrics.andThen(events)).build());
 * }</pre>
 *
 * <p>Safe for use by several threads; one may serve several interceptors.
 */
public final class OpenTelemetryMetrics implements PerennialListener {

    private static final int MOST_UNKNOWN = 32;

    private final PerennialListener metrics;

    private OpenTelemetryMetrics(Meter meter) {
        this.metrics = new MessageMetrics(new Instruments(meter), MOST_UNKNOWN);
    }

    /** By the meters of an instance; of models that the catalogue does not know the first 32 keep their names. */
    public static OpenTelemetryMetrics of(OpenTelemetry openTelemetry) {
        return new OpenTelemetryMetrics(openTelemetry.getMeter("dev.perennial"));
    }

    @Override
    public void on(PerennialEvent event) {
        metrics.on(event);
    }

    private static final class Instruments implements Meters {

        private static final double NANOS = 1e9;

        private final Map<Metric, DoubleHistogram> histograms = new EnumMap<>(Metric.class);
        private final Map<Metric, DoubleCounter> counters = new EnumMap<>(Metric.class);

        Instruments(Meter meter) {
            Arrays.stream(Metric.values())
                    .filter(Metric::isHistogram)
                    .forEach(m -> histograms.put(m, histogram(meter, m)));
            Arrays.stream(Metric.values())
                    .filter(m -> !m.isHistogram())
                    .forEach(m -> counters.put(m, counter(meter, m)));
        }

        private static DoubleHistogram histogram(Meter meter, Metric metric) {
            return meter.histogramBuilder(metric.id())
                    .setUnit(metric.unit().code())
                    .setDescription(metric.description())
                    .setExplicitBucketBoundariesAdvice(metric.steps())
                    .build();
        }

        private static DoubleCounter counter(Meter meter, Metric metric) {
            return meter.counterBuilder(metric.id())
                    .ofDoubles()
                    .setUnit(metric.unit().code())
                    .setDescription(metric.description())
                    .build();
        }

        @Override
        public void count(Metric metric, double amount, Labels labels) {
            requireNonNull(counters.get(metric)).add(amount, attributes(labels));
        }

        @Override
        public void time(Metric metric, Duration value, long times, Labels labels) {
            DoubleHistogram histogram = requireNonNull(histograms.get(metric));
            Attributes attributes = attributes(labels);
            for (long i = 0; i < times; i++) {
                histogram.record(value.toNanos() / NANOS, attributes);
            }
        }

        @Override
        public void amount(Metric metric, double value, Labels labels) {
            requireNonNull(histograms.get(metric)).record(value, attributes(labels));
        }

        /** Absent is absent here; and a port is a number. */
        private static Attributes attributes(Labels labels) {
            AttributesBuilder attributes = Attributes.builder();
            for (Labels.Label label : labels.all()) {
                if (label.name().equals(Labels.PORT) && !label.value().isEmpty()) {
                    attributes.put(label.name(), Long.parseLong(label.value()));
                } else if (!label.value().isEmpty()) {
                    attributes.put(label.name(), label.value());
                }
            }
            return attributes.build();
        }
    }
}
